// Reads the shipped articles as plain files for the tests beside it: front matter, text, and every code span and block.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** A piece of code in an article; `line` counts from 1 in the file. */
export interface CodePiece {
  line: number;
  text: string;
  /** The word after the fence; empty for a span in a sentence. */
  language: string;
}

/** One shipped article, with its front matter as it was parsed. */
export interface ShippedArticle {
  /** Relative to the repository. */
  path: string;
  slug: string;
  fields: {
    title: string;
    summary: string;
    asks: string[];
    related: string[];
    keywords: string[];
    [other: string]: unknown;
  };
  body: string;
  code: CodePiece[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every article of the shipped help, in path order. */
export function readShippedArticles(): ShippedArticle[] {
  const folder = join(ROOT, 'kb-content/en');
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readArticle(join(folder, name)));
}

function readArticle(file: string): ShippedArticle {
  const text = readFileSync(file, 'utf8');
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const firstLine = text.slice(0, text.length - body.length).split('\n').length;
  return {
    path: relative(ROOT, file),
    slug: basename(file, '.md'),
    fields: parse(yaml) as ShippedArticle['fields'],
    body,
    code: codeOf(body, firstLine),
  };
}

function codeOf(body: string, firstLine: number): CodePiece[] {
  const pieces: CodePiece[] = [];
  let language: string | null = null;
  body.split('\n').forEach((text, at) => {
    const line = firstLine + at;
    const fence = /^\s*```(\w*)/.exec(text);
    if (fence) language = language === null ? (fence[1] ?? '') || 'text' : null;
    else if (language !== null) pieces.push({ line, text, language });
    else for (const span of text.matchAll(/`([^`]+)`/g)) pieces.push({ line, text: span[1] ?? '', language: '' });
  });
  return pieces;
}
