// Turns quotations that begin with a marker such as [!NOTE] into callouts with their name as a word.
import type { Element, ElementContent, Root } from 'hast';

const NAMES: Record<string, string> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

/** Rewrites every callout of a tree in place; a marker of another name stays a quotation. */
export function markCallouts(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName !== 'blockquote') return;
    const paragraph = element.children.find((child): child is Element => child.type === 'element');
    const first = paragraph?.tagName === 'p' ? paragraph.children[0] : undefined;
    if (!paragraph || first?.type !== 'text') return;
    const marker = /^\[!([A-Za-z]{1,12})\][ \t]*(\n|$)/.exec(first.value);
    const kind = marker?.[1]?.toLowerCase() ?? '';
    if (!marker || !Object.hasOwn(NAMES, kind)) return;
    first.value = first.value.slice(marker[0].length);
    if (!first.value) paragraph.children.shift();
    if (paragraph.children[0]?.type === 'element' && paragraph.children[0].tagName === 'br') paragraph.children.shift();
    if (!paragraph.children.length) element.children.splice(element.children.indexOf(paragraph), 1);
    element.tagName = 'div';
    element.properties = { className: ['callout', `callout-${kind}`], dataCallout: kind, role: 'note' };
    element.children.unshift(
      makeElement('p', { className: ['callout-title'] }, [{ type: 'text', value: NAMES[kind] ?? '' }]),
    );
  });
}

/** Visits the elements of a tree from the outside in; the visitor may change the element and its children. */
export function eachElement(node: Root | Element, visit: (element: Element, parent: Root | Element) => void): void {
  for (const child of [...node.children]) {
    if (child.type !== 'element') continue;
    visit(child, node);
    eachElement(child, visit);
  }
}

/** A new element. */
export function makeElement(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[] = [],
): Element {
  return { type: 'element', tagName, properties, children };
}
