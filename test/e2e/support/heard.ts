// What a screen reader is given of the panel: Chromium's own tree of roles, names and states, in the order in which it is read.
import type { Page } from 'playwright-core';

export interface Heard {
  role: string;
  name: string;
  /** `focused`, `expanded=true`, `level=2`, `live=polite` and so on. */
  states: string[];
}

interface AxNode {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value?: unknown } }[];
  childIds?: string[];
}

/** Says nothing of its own. */
const SILENT = /^(none|generic|InlineTextBox|LineBreak|paragraph|ListMarker|RootWebArea|Section)$/;
const TOLD = /^(focused|expanded|selected|checked|invalid|level|live|required|describedby|hasPopup|busy|modal)$/;

/** All of the dialog, from its beginning; empty where there is none. */
export async function readPanel(page: Page): Promise<Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const heard: Heard[] = [];
  const visit = (node: AxNode) => {
    const role = node.role?.value ?? '';
    if (!node.ignored && !SILENT.test(role))
      heard.push({
        role,
        name: (node.name?.value ?? '').replace(/\s+/g, ' ').trim(),
        states: (node.properties ?? [])
          .filter(({ name, value }) => TOLD.test(name) && value.value !== false && value.value !== 'false')
          .map(({ name, value }) => (value.value === true ? name : `${name}=${value.value}`)),
      });
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) visit(child);
    }
  };
  const dialog = nodes.find(({ role, ignored }) => role?.value === 'dialog' && !ignored);
  if (dialog) visit(dialog);
  return heard;
}

/** One line for each thing; the text of what has a name already is left out. */
export function linesOf(heard: readonly Heard[]): string[] {
  return heard
    .filter(({ role, name }, at) => {
      if (role !== 'StaticText') return true;
      const named = heard
        .slice(Math.max(0, at - 12), at)
        .some((other) => other.role !== 'StaticText' && other.name.includes(name));
      return name !== '' && !named;
    })
    .map(({ role, name, states }) =>
      [role === 'StaticText' ? 'text' : role, name && `"${name}"`, ...states].filter(Boolean).join(' '),
    );
}
