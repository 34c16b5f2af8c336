// Makes tables, code and check lists of an article usable by keyboard and screen reader.
import type { Root } from 'hast';
import { eachElement } from './markdown-callouts.ts';

/** Rewrites a tree in place: wide blocks take the focus, so that the keyboard scrolls them; check boxes become named signs. */
export function makeAccessible(tree: Root): void {
  eachElement(tree, (element) => {
    if (element.tagName === 'pre' || element.tagName === 'table') element.properties = { tabIndex: 0 };
    if (element.tagName === 'input') {
      const done = Boolean(element.properties.checked);
      element.tagName = 'span';
      element.properties = { role: 'img', ariaLabel: done ? 'done' : 'to do' };
      element.children = [{ type: 'text', value: done ? '\u2611' : '\u2610' }];
    }
  });
}
