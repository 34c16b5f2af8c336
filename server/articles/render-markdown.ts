// Turns an article's markdown into sanitised HTML and into sections of plain text; raw HTML never gets through.
import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { markCallouts } from './markdown-callouts.ts';
import { type HeadingPlace, nameHeadings } from './markdown-headings.ts';
import { type LinkResolver, resolveTargets } from './markdown-links.ts';
import { articleSchema } from './markdown-schema.ts';
import { makeAccessible } from './markdown-structure.ts';

/** A stretch of an article under one heading; the first, before any heading, has id '' and heading ''. */
export interface RenderedSection {
  id: string;
  heading: string;
  text: string;
}

export interface RenderedMarkdown {
  html: string;
  sections: RenderedSection[];
  words: number;
}

const parser = unified().use(remarkParse).use(remarkGfm);
const toHtmlTree = unified().use(remarkRehype);
const sanitizer = unified().use(rehypeSanitize, articleSchema);
const printer = unified().use(rehypeStringify);

/**
 * Renders one article. A first heading that repeats the title is dropped; headings start at level 2 and skip none.
 * Where links and pictures lead is asked of `resolver`, which also notes what leads nowhere; `opening` stands before all.
 */
export function renderMarkdown(
  markdown: string,
  title: string,
  resolver: LinkResolver,
  opening: Element[] = [],
): RenderedMarkdown {
  const tree = toHtmlTree.runSync(parser.parse(markdown)) as Root;
  markCallouts(tree);
  resolveTargets(tree, resolver);
  makeAccessible(tree);
  const headings = nameHeadings(tree, title);
  tree.children.unshift(...opening);
  const safe = sanitizer.runSync(tree) as Root;
  const sections = splitSections(safe, headings);
  const words = sections.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  return { html: printer.stringify(safe).trim(), sections, words };
}

function splitSections(tree: Root, headings: HeadingPlace[]): RenderedSection[] {
  const sections: RenderedSection[] = [{ id: '', heading: '', text: '' }];
  const byId = new Map(headings.map((heading) => [heading.id, heading]));
  for (const node of tree.children) {
    const id = node.type === 'element' && /^h[2-6]$/.test(node.tagName) ? String(node.properties.id ?? '') : '';
    const heading = byId.get(id);
    if (heading) sections.push({ id, heading: heading.text, text: '' });
    else {
      const last = sections.at(-1) as RenderedSection;
      last.text += ` ${plainText(node)}`;
    }
  }
  for (const section of sections) section.text = tidy(section.text);
  return sections;
}

const BLOCKS = new Set([
  'p',
  'li',
  'td',
  'th',
  'tr',
  'div',
  'pre',
  'blockquote',
  'br',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'dd',
  'dt',
]);

/** The text of a node, blocks parted by spaces. */
export function plainText(node: RootContent | ElementContent | Root): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  const parts: string[] = [];
  for (const child of node.children) parts.push(plainText(child as ElementContent));
  const text = parts.join('');
  return node.type === 'element' && BLOCKS.has((node as Element).tagName) ? `${text} ` : text;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
