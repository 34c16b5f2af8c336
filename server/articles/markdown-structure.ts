// Makes tables, code and check lists of an article usable by keyboard and screen reader.
import type { Element, Root } from 'hast';
import { eachElement, makeElement } from './markdown-callouts.ts';

/** Rewrites a tree in place: wide blocks scroll and take the focus, check boxes become signs with a name. */
export function makeAccessible(tree: Root): void {
  eachElement(tree, (element, parent) => {
    if (element.tagName === 'pre') element.properties = { tabIndex: 0 };
    if (element.tagName === 'input') {
      const done = Boolean(element.properties.checked);
      element.tagName = 'span';
      element.properties = { role: 'img', ariaLabel: done ? 'done' : 'to do' };
      element.children = [{ type: 'text', value: done ? '\u2611' : '\u2610' }];
    }
    if (element.tagName === 'table' && !isScroller(parent)) {
      const table: Element = { ...element };
      const scroller = makeElement('div', { className: ['table-scroll'], tabIndex: 0, role: 'group' }, [table]);
      Object.assign(element, scroller);
    }
  });
}

function isScroller(parent: Root | Element): boolean {
  return (
    parent.type === 'element' &&
    Array.isArray(parent.properties.className) &&
    parent.properties.className[0] === 'table-scroll'
  );
}
