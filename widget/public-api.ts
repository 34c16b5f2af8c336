// The methods and events that a host page can use: checks what it is given and never throws into the page.
import type { EventDetails, EventName, WidgetMethods } from './embedding.ts';

/** What the panel can be told to do from outside; what is given has been checked. */
export interface PanelActs extends Omit<WidgetMethods, 'open' | 'on' | 'off'> {
  open(view?: string): void;
}

type AnyListener = (detail: object) => void;

/** A set of listeners; one that throws is reported to the console and disturbs nobody. */
export function createEmitter() {
  let listeners: [event: unknown, listener: AnyListener][] = [];
  const tell = (listener: AnyListener, detail: object) => {
    try {
      listener(detail);
    } catch (error) {
      console.error(error);
    }
  };
  const off = (event: unknown, listener?: unknown) => {
    listeners = listeners.filter(([name, one]) => name !== event || (listener && one !== listener));
  };
  return {
    emit<Event extends EventName>(
      event: Event,
      ...[detail]: Record<string, never> extends EventDetails[Event] ? [] : [detail: EventDetails[Event]]
    ) {
      for (const [name, listener] of listeners) if (name === event) tell(listener, detail ?? {});
    },
    on(event: unknown, listener: unknown) {
      if (typeof listener !== 'function') return;
      // The same one is told once, however often it is put on.
      off(event, listener);
      listeners.push([event, listener as AnyListener]);
      if (event === 'ready') tell(listener as AnyListener, {});
    },
    off,
    clear() {
      listeners = [];
    },
  };
}
export type Emitter = ReturnType<typeof createEmitter>;

/** Longest text that is taken from a page. */
const LONGEST_TEXT = 20_000;

/** The texts, cut, and the truths of an object; nothing of any other value. */
function plainFields(given: unknown): Record<string, string | boolean> {
  const good: Record<string, string | boolean> = {};
  for (const [field, value] of Object.entries(Object(given)))
    if (typeof value === 'string') good[field] = value.slice(0, LONGEST_TEXT);
    else if (typeof value === 'boolean') good[field] = value;
  return good;
}

/**
 * Turns calls of `window.Fingerpost(method, ...args)` into acts. What is wrong does nothing, wrong fields are left out; every
 * call is given to `checkCall` too, which names to the developer what is wrong.
 */
export function createCallHandler(
  acts: () => PanelActs,
  emitter: Emitter,
  checkCall: (method: string, args: readonly unknown[]) => void,
): (method: string, ...args: unknown[]) => void {
  return (method, first, ...rest) => {
    checkCall(method, [first, ...rest]);
    const now = acts();
    try {
      if (method === 'on' || method === 'off') emitter[method](first, rest[0]);
      else if (method === 'open' && (first as HTMLElement | undefined)?.dataset) {
        // An element of the page was pressed; it is of the page's own making, which is another one where help runs in a frame.
        const {
          fingerpostArticle: slug,
          fingerpostSearch: query,
          fingerpostOpen: view,
        } = (first as HTMLElement).dataset;
        if (slug) now.article(slug);
        else if (query) now.search(query);
        else now.open(view);
      } else if (/^(request|identify|page)$/.test(method)) now[method as 'page'](plainFields(first));
      else if (!/^(search|article|locale)$/.test(method) || typeof first === 'string')
        Object.hasOwn(now, method) && now[method as 'open'](first as string);
    } catch (error) {
      console.error(error);
    }
  };
}
