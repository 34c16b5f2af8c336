// Reads a knowledge base from its folder: every article, category and file beside them, and everything that is wrong.
import { createHash } from 'node:crypto';
import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_ARTICLE_BYTES, MAX_ARTICLES, MAX_ASSET_BYTES, MAX_FILES, MAX_FOLDER_DEPTH } from './article-limits.ts';
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
import { compareText, type Problem } from './problem.ts';

/** An article as it was read, before it has a slug and HTML. */
export interface SourceArticle {
  /** Path relative to the knowledge base, with forward slashes. */
  path: string;
  locale: string;
  /** Folders below the locale's root, the outermost first. */
  folders: string[];
  /** The file's name without its ending. */
  name: string;
  hash: string;
  fields: ArticleFrontMatter & { title: string };
  /** Where each field stands in the file: `related`, or `related.0` for an entry of a list. */
  places: ReadonlyMap<string, { line: number; column: number }>;
  markdown: string;
  /** Lines of the file before the first line of `markdown`. */
  bodyLine: number;
}

/** A file that an article may show: its place on the disk and what it held when it was read. */
export interface Asset {
  path: string;
  file: string;
  locale: string;
  type: string;
  size: number;
  mtimeMs: number;
  hash: string;
}

export interface KnowledgeBase {
  dir: string;
  /** In path order. */
  articles: SourceArticle[];
  /** By path of the folder. */
  categories: Map<string, CategoryFields>;
  /** By path. */
  assets: Map<string, Asset>;
  problems: Problem[];
  /** What was read of each file, so that the next load reads only what changed. */
  read: Map<string, ReadFile>;
}

interface ReadFile {
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

/**
 * Reads the whole folder. Never throws for what stands in it: a bad article keeps its last good version from `previous`
 * where there is one. Links are not followed.
 */
export async function loadKnowledgeBase(
  dir: string,
  rule: LocaleRule,
  previous?: KnowledgeBase,
): Promise<KnowledgeBase> {
  const problems: Problem[] = [];
  const paths = (await listFiles(dir, problems)).sort(compareText);
  const base: KnowledgeBase = {
    dir,
    articles: [],
    categories: new Map(),
    assets: new Map(),
    problems,
    read: new Map(),
  };
  for (const path of paths) {
    if (/\.md$/i.test(path) && base.articles.length >= MAX_ARTICLES) {
      problems.push(problemAt(path, `Not read: more than ${MAX_ARTICLES} articles.`));
      continue;
    }
    const file = await readOne(dir, path, rule, previous?.read.get(path));
    if (!file) continue;
    base.read.set(path, file);
    problems.push(...file.problems);
    if (file.article) base.articles.push(file.article);
    if (file.category) base.categories.set(path.split('/').slice(0, -1).join('/'), file.category);
    if (file.asset) base.assets.set(path, file.asset);
  }
  return base;
}

async function listFiles(dir: string, problems: Problem[]): Promise<string[]> {
  const files: string[] = [];
  const folders: string[] = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries: Dirent[] = [];
    try {
      entries = await readdir(join(dir, folder), { withFileTypes: true });
    } catch (error) {
      problems.push(
        problemAt(folder || '.', `This folder cannot be read (${codeOf(error)}): check its path and rights.`),
      );
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isSymbolicLink())
        problems.push(problemAt(path, 'A link is not followed: put the file itself here.', 'warning'));
      else if (entry.isFile()) files.push(path);
      else if (!entry.isDirectory()) problems.push(problemAt(path, 'Neither a file nor a folder: ignored.', 'warning'));
      else if (path.split('/').length > MAX_FOLDER_DEPTH)
        problems.push(problemAt(path, `Not read: folders are nested more than ${MAX_FOLDER_DEPTH} deep.`));
      else folders.push(path);
      if (files.length >= MAX_FILES) {
        problems.push(problemAt(path, `Not read from here on: more than ${MAX_FILES} files.`));
        return files;
      }
    }
  }
  return files;
}

async function readOne(dir: string, path: string, rule: LocaleRule, known?: ReadFile): Promise<ReadFile | null> {
  const isArticle = /\.md$/i.test(path);
  const isCategory = /(^|\/)_category\.ya?ml$/.test(path);
  const type = assetTypeOf(path);
  if (!isArticle && !isCategory && !type) return null;
  try {
    const stamp = stampOf(await lstat(join(dir, path)));
    if (known?.stamp === stamp) return known;
    const limit = type ? MAX_ASSET_BYTES : MAX_ARTICLE_BYTES;
    const { bytes, stats } = await readWithin(join(dir, path), limit);
    const place = localeOf(path, rule);
    if (!bytes) {
      const problem = problemAt(
        path,
        `This file has ${stats.size} bytes; at most ${limit} are allowed: make it smaller.`,
      );
      return { ...keepGood(known), stamp, problems: [problem] };
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (type) {
      const { size, mtimeMs } = stats;
      const asset = { path, file: join(dir, path), locale: place.locale, type, size, mtimeMs, hash };
      return { stamp, asset, problems: [] };
    }
    const text = decode(bytes);
    if (typeof text !== 'string')
      return { ...keepGood(known), stamp, problems: [{ ...problemAt(path, text.message), line: text.line }] };
    const read = isCategory ? readCategory(path, text) : readArticle(path, text, hash, place);
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

function readArticle(
  path: string,
  text: string,
  hash: string,
  place: { locale: string; rest: string[] },
): Omit<ReadFile, 'stamp'> {
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
  const name = (place.rest.at(-1) ?? path).replace(/\.md$/i, '');
  const fields = { ...parsed.fields, title };
  const folders = place.rest.slice(0, -1);
  return {
    article: {
      path,
      locale: place.locale,
      folders,
      name,
      hash,
      fields,
      places: parsed.places,
      markdown: body,
      bodyLine,
    },
    problems,
  };
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

function localeOf(path: string, rule: LocaleRule): { locale: string; rest: string[] } {
  const parts = path.split('/');
  const first = parts[0] ?? '';
  if (parts.length > 1 && rule.locales.includes(first)) return { locale: first, rest: parts.slice(1) };
  return { locale: rule.defaultLocale, rest: parts };
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

function stampOf(stats: Stats): string {
  return `${stats.ino}:${stats.size}:${stats.mtimeMs}:${stats.ctimeMs}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function problemAt(file: string, message: string, severity: Problem['severity'] = 'error'): Problem {
  return { file, line: 1, column: 1, message, severity };
}
