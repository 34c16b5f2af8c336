// Looks into a page past its scripts: from a world of its own and by the debugger, so that nothing overwritten there matters.
import type { CDPSession, Page } from 'playwright-core';

/** Objects of the page whose members, and the window and places whose listeners, must be as without help. */
const OBJECTS = [
  'window',
  'Object',
  'Object.prototype',
  'Function.prototype',
  'Array',
  'Array.prototype',
  'String.prototype',
  'Promise',
  'Promise.prototype',
  'JSON',
  'URL',
  'Element.prototype',
  'EventTarget.prototype',
  'history',
  'document',
  'document.documentElement',
  'document.body',
];
const LISTENED = ['window', 'document', 'document.documentElement', 'document.body'];
const HANDLERS =
  '"" + onerror + onmessage + onclick + onkeydown + onpopstate + onunhandledrejection + document.onclick';

/** All that can be seen of the page itself, not of help on it. */
export interface PageInside {
  members: Record<string, Record<string, string>>;
  handlers: string;
  listeners: Record<string, string[]>;
  dom: unknown;
}

interface Property {
  name: string;
  value?: { type: string; description?: string; value?: unknown };
  get?: { description?: string };
}

export interface Inside {
  /** Evaluates an expression in a world of our own, which shares the document only. */
  look<T>(expression: string): Promise<T>;
  /** Evaluates an expression in the page's own world. */
  run<T>(expression: string): Promise<T>;
  all(): Promise<PageInside>;
}

export async function lookInside(page: Page): Promise<Inside> {
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression: string, contextId?: number, returnByValue = true) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      returnByValue,
      ...(contextId ? { contextId } : {}),
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result;
  };
  const worldOf = async () => {
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    return world.executionContextId;
  };
  const look = async <T>(expression: string) => (await evaluate(expression, await worldOf())).value as T;
  const objectOf = async (name: string) => (await evaluate(name, undefined, false)).objectId ?? '';
  return {
    look,
    run: async <T>(expression: string) => (await evaluate(expression)).value as T,
    async all() {
      const members: PageInside['members'] = {};
      const listeners: PageInside['listeners'] = {};
      const lookAt = async (name: string) => {
        const objectId = await objectOf(name);
        members[name] = await membersOf(session, objectId);
        if (!LISTENED.includes(name)) return;
        const found = await session.send('DOMDebugger.getEventListeners', { objectId });
        listeners[name] = found.listeners.map(({ type, useCapture }) => `${type} ${useCapture}`).sort();
      };
      await Promise.all(OBJECTS.map(lookAt));
      return { members, handlers: (await evaluate(HANDLERS)).value as string, listeners, dom: await look(DOM) };
    },
  };
}

async function membersOf(session: CDPSession, objectId: string): Promise<Record<string, string>> {
  const { result } = await session.send('Runtime.getProperties', { objectId, ownProperties: true });
  const members: Record<string, string> = {};
  // Of objects only what they are: what lies in them changes with time.
  for (const { name, value, get } of result as Property[])
    if (name !== '__proto__') members[name] = value ? `${value.type} ${describe(value)}` : `get ${get?.description}`;
  return members;
}

function describe({ type, description, value }: { type: string; description?: string; value?: unknown }): string {
  if (type === 'function') return (description ?? '').slice(0, 200);
  if (type === 'object') return (description ?? '').replace(/\(\d+\)$/, '');
  // Numbers are sizes and places of the window, which are its own.
  return type === 'number' ? '' : String(value);
}

/** What the page shows: its elements with their places and styles, besides help. */
const DOM = `(() => {
  const own = [...document.querySelectorAll('*')].filter((node) => !node.matches('fingerpost-help, script[src*="widget"], iframe[aria-hidden]'));
  return {
    scroll: [scrollX, scrollY],
    mode: document.compatMode,
    title: document.title,
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    elements: own.map((node) => {
      const box = node.getBoundingClientRect();
      const { color, backgroundColor, font, display, visibility, overflow } = getComputedStyle(node);
      const attributes = [...node.attributes].map(({ name, value }) => name + '=' + value);
      return [node.localName, ...attributes, box.x, box.y, box.width, box.height, color, backgroundColor, font, display, visibility, overflow].join('|');
    }),
  };
})()`;
