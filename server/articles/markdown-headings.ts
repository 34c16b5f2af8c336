// Gives headings their anchors and levels: unique ids, level 2 at the top, none skipped, none empty.
import type { Element, Root } from 'hast';
import { plainText } from './render-markdown.ts';

export interface HeadingPlace {
  id: string;
  text: string;
}

const MAX_ID_LENGTH = 80;

/** Rewrites the headings of a tree in place and lists those at its top level, in order. */
export function nameHeadings(tree: Root, title: string): HeadingPlace[] {
  const headings: HeadingPlace[] = [];
  const used = new Set<string>();
  let level = 1;
  let first = true;
  tree.children = tree.children.filter((node) => {
    if (node.type !== 'element' || !/^h[1-6]$/.test(node.tagName)) return true;
    const text = plainText(node).replace(/\s+/g, ' ').trim();
    const repeats = first && text.toLowerCase() === title.trim().toLowerCase();
    first = false;
    if (!text || repeats) return false;
    level = Math.min(level + 1, Math.max(2, Number(node.tagName[1])));
    node.tagName = `h${level}`;
    const id = uniqueId(text, used);
    node.properties = { id };
    headings.push({ id, text });
    return true;
  });
  for (const node of tree.children) if (node.type === 'element') flattenInner(node);
  return headings;
}

/** Headings within quotes and lists are strong paragraphs: they part nothing. */
function flattenInner(node: Element): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (/^h[1-6]$/.test(child.tagName) && !child.properties.id) {
      child.children = [{ type: 'element', tagName: 'strong', properties: {}, children: child.children }];
      child.tagName = 'p';
    }
    flattenInner(child);
  }
}

/** An anchor from a heading's words, numbered when an earlier heading has it. */
function uniqueId(text: string, used: Set<string>): string {
  const base =
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f'\u2019]/g, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, MAX_ID_LENGTH) || 'section';
  let id = base;
  for (let at = 2; used.has(id); at++) id = `${base}-${at}`;
  used.add(id);
  return id;
}
