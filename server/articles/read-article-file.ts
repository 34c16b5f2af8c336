// Reads one file of a knowledge base: an article, a category, or a file beside them, and what is wrong with it.
import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_ARTICLE_BYTES, MAX_ASSET_BYTES } from './article-limits.ts';
import { claimOf } from './article-slugs.ts';
import { assetTypeOf } from './asset-types.ts';
import { findExcess } from './markdown-limits.ts';
import {
  type ArticleFrontMatter,
  articleFrontMatter,
  type CategoryFields,
  categoryFields,
  MAX_TITLE,
  parseFields,
  splitFrontMatter,
} from './parse-front-matter.ts';
import { type PictureSize, readPictureSize } from './picture-size.ts';
import type { Problem } from './problem.ts';

/** An article as it was read, before it has a slug and HTML. */
export interface SourceArticle {
  /** Path relative to the knowledge base, with forward slashes. */
  path: string;
  locale: string;
  /** Folders below the locale's root, the outermost first. */
  folders: string[];
  /** The slug that its name asks for, which another file may have taken. */
  claims: string;
  /** SHA-256 of its file, in hex. */
  hash: string;
  fields: ArticleFrontMatter & { title: string };
  /** Where the fields that are checked later stand in the file: `related.0` for an entry of a list. */
  places: Places;
  /** Null where it is kept together with what was rendered from it. */
  markdown: string | null;
  /** Lines of the file before the first line of `markdown`. */
  bodyLine: number;
}

export type Places = ReadonlyMap<string, { line: number; column: number }>;

/** A file that an article may show: its place on the disk and what it held when it was read. */
export interface Asset {
  path: string;
  file: string;
  locale: string;
  type: string;
  size: number;
  mtimeMs: number;
  hash: string;
  /** Of a picture, where its file says it. */
  picture?: PictureSize;
}

/** What was read of one file; `stamp` changes with the file. */
export interface ReadFile {
  stamp: string;
  article?: SourceArticle;
  category?: CategoryFields;
  asset?: Asset;
  problems: Problem[];
}

/** Which first-level folders are locales, and the locale of everything outside of them. */
export interface LocaleRule {
  locales: readonly string[];
  defaultLocale: string;
}

const CHECKED_LATER = /^(related|redirect_from|asks|video)\b/;

export const isArticlePath = (path: string): boolean => /\.md$/i.test(path);
const isCategoryPath = (path: string): boolean => /(^|\/)_category\.ya?ml$/.test(path);

/** True for a file that a knowledge base consists of; others are never opened. */
export function isOfKnowledgeBase(path: string): boolean {
  return isArticlePath(path) || isCategoryPath(path) || assetTypeOf(path) !== undefined;
}

/**
 * Reads a file of which `stats` were just taken, unless it is as it was in `known`; a bad one keeps what was good there.
 * Never throws for what is in it.
 */
export async function readKnowledgeFile(
  dir: string,
  path: string,
  stats: Stats,
  rule: LocaleRule,
  known?: ReadFile,
): Promise<ReadFile> {
  const stamp = stampOf(stats);
  if (known?.stamp === stamp) return known;
  try {
    const type = assetTypeOf(path);
    const limit = type ? MAX_ASSET_BYTES : MAX_ARTICLE_BYTES;
    const { bytes, stats } = await readWithin(join(dir, path), limit);
    if (!bytes) {
      const problem = problemAt(
        path,
        `This file has ${stats.size} bytes; at most ${limit} are allowed: make it smaller.`,
      );
      return { ...keepGood(known), stamp, problems: [problem] };
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (known?.article?.hash === hash && !known.problems.length) return { ...known, stamp };
    const place = placeOf(path, rule);
    if (type) {
      const { size, mtimeMs } = stats;
      const picture = readPictureSize(bytes, type);
      const at = { path, file: join(dir, path), locale: place.locale, type };
      const asset = { ...at, size, mtimeMs, hash, ...(picture ? { picture } : {}) };
      return { stamp, asset, problems: [] };
    }
    const text = decode(bytes);
    if (typeof text !== 'string')
      return { ...keepGood(known), stamp, problems: [{ ...problemAt(path, text.message), line: text.line }] };
    const read = isCategoryPath(path) ? readCategory(path, text) : readArticle(path, text, hash, place);
    return read.article || read.category ? { ...read, stamp } : { ...keepGood(known), ...read, stamp };
  } catch (error) {
    const gone = codeOf(error) === 'ENOENT';
    const message = gone
      ? 'This file went away while it was read.'
      : `This file cannot be read (${codeOf(error)}): check its rights.`;
    return { ...keepGood(known), stamp: '', problems: [problemAt(path, message, gone ? 'warning' : 'error')] };
  }
}

function keepGood(known: ReadFile | undefined): Partial<ReadFile> {
  return {
    ...(known?.article ? { article: known.article } : {}),
    ...(known?.category ? { category: known.category } : {}),
    ...(known?.asset ? { asset: known.asset } : {}),
  };
}

function readCategory(path: string, text: string): Omit<ReadFile, 'stamp'> {
  const { fields, problems } = parseFields(text, categoryFields);
  return { ...(fields ? { category: fields } : {}), problems: problems.map((problem) => ({ ...problem, file: path })) };
}

function readArticle(path: string, text: string, hash: string, place: ArticlePlace): Omit<ReadFile, 'stamp'> {
  const { yaml, body, yamlLine, bodyLine } = splitFrontMatter(text);
  const parsed = parseFields(yaml ?? '', articleFrontMatter, yamlLine);
  const problems: Problem[] = parsed.problems.map((problem) => ({ ...problem, file: path }));
  const excess = findExcess(body);
  if (excess) problems.push({ ...problemAt(path, excess.message), line: excess.line + bodyLine });
  const heading = firstHeading(body);
  const title = parsed.fields?.title ?? heading?.slice(0, MAX_TITLE);
  if (parsed.fields && !title)
    problems.push(problemAt(path, 'No title: add a line `title: …` to the front matter, or a heading.'));
  if (parsed.fields && title && yaml !== null && !parsed.fields.title)
    problems.push(
      problemAt(path, `No title in the front matter, so the first heading is taken: add a line \`title: ${title}\`.`),
    );
  if (!parsed.fields || !title || excess) return { problems };
  const fields = { ...parsed.fields, title };
  const places = new Map([...parsed.places].filter(([field]) => CHECKED_LATER.test(field)));
  return { article: { path, ...place, hash, fields, places, markdown: body, bodyLine }, problems };
}

/** The text of the first heading outside code blocks, without its marks. */
function firstHeading(markdown: string): string | undefined {
  let fenced = false;
  let before = '';
  for (const line of markdown.split('\n')) {
    if (/^ {0,3}(```|~~~)/.test(line)) fenced = !fenced;
    if (!fenced) {
      const found = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1] ?? (/^ {0,3}=+[ \t]*$/.test(line) ? before : '');
      const text = found
        .replace(/[ \t]+#+[ \t]*$/, '')
        .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/[*_`]+/g, '')
        .trim();
      if (text) return text;
    }
    before = line.trim();
  }
  return undefined;
}

/** What the path alone says of an article. */
export type ArticlePlace = Pick<SourceArticle, 'locale' | 'folders' | 'claims'>;

/** The locale of a path, the folders below it, and the slug that it asks for. */
export function placeOf(path: string, rule: LocaleRule): ArticlePlace {
  const parts = path.split('/');
  const first = parts[0] ?? '';
  const isLocale = parts.length > 1 && rule.locales.includes(first);
  const folders = parts.slice(isLocale ? 1 : 0, -1);
  const name = (parts.at(-1) ?? '').replace(/\.md$/i, '');
  return { locale: isLocale ? first : rule.defaultLocale, folders, claims: claimOf(name, folders) };
}

/** Reads a regular file through one handle; `bytes` is null when it is larger than `limit`. */
async function readWithin(file: string, limit: number): Promise<{ bytes: Buffer | null; stats: Stats }> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > limit) return { bytes: null, stats };
    return { bytes: await handle.readFile(), stats };
  } finally {
    await handle.close();
  }
}

function decode(bytes: Buffer): string | { line: number; message: string } {
  const lineAt = (offset: number) => bytes.subarray(0, offset).filter((byte) => byte === 10).length + 1;
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    return { line: lineAt(zero), message: 'This is not a text file (it holds a NUL byte): save it as UTF-8 text.' };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const again = Buffer.from(bytes.toString('utf8'));
    let offset = 0;
    while (offset < bytes.length && bytes[offset] === again[offset]) offset++;
    return { line: lineAt(offset), message: 'This is not valid UTF-8: save the file in the encoding UTF-8.' };
  }
}

/** Differs for a file that was written to, replaced or moved. */
function stampOf(stats: Stats): string {
  return `${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`;
}

/** The system's short name of an error, such as ENOENT. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** A problem of a file as a whole. */
export function problemAt(file: string, message: string, severity: Problem['severity'] = 'error'): Problem {
  return { file, line: 1, column: 1, message, severity };
}
