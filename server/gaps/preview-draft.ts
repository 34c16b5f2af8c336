// How a draft will read once it is an article: its markdown in blocks of plain text, so that the console shows no markup of it.
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { DraftPreview } from '../../contract/api/gaps.ts';
import type { Draft } from './draft-article.ts';

const parser = unified().use(remarkParse).use(remarkGfm);

/** @param path where the file belongs, in the folder of the articles. */
export function previewDraft(draft: Draft, path: string): DraftPreview {
  const { title, asks, markdown } = draft;
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
  return { path, title, asks, blocks: parser.parse(body).children.flatMap(blockOf), markdown };
}

/** A comment and other HTML is no part of what is read. */
function blockOf(node: Nodes): DraftPreview['blocks'] {
  if (node.type === 'html') return [];
  if (node.type === 'heading') return [{ kind: 'heading', text: textOf(node), items: [] }];
  if (node.type === 'list')
    return [{ kind: node.ordered ? 'steps' : 'list', text: '', items: node.children.map(textOf) }];
  return [{ kind: 'paragraph', text: textOf(node), items: [] }];
}

function textOf(node: Nodes): string {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
