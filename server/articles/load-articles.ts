// Reads a knowledge base from its folder: every article, category and file beside them, and everything that is wrong.
import { type Dirent, lstatSync, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_ARTICLES, MAX_FILES, MAX_FOLDER_DEPTH } from './article-limits.ts';
import type { CategoryFields } from './parse-front-matter.ts';
import { compareText, type Problem } from './problem.ts';
import {
  type Asset,
  codeOf,
  isOfKnowledgeBase,
  type LocaleRule,
  problemAt,
  type ReadFile,
  readKnowledgeFile,
  type SourceArticle,
} from './read-article-file.ts';
import { LIGHT, timeSlices } from './time-slices.ts';

export interface KnowledgeBase {
  dir: string;
  /** In path order. */
  articles: readonly SourceArticle[];
  /** By path of the folder. */
  categories: ReadonlyMap<string, CategoryFields>;
  /** By path. */
  assets: ReadonlyMap<string, Asset>;
  problems: readonly Problem[];
  /** What was read of each file, in path order, so that the next load reads only what changed. */
  read: ReadFiles;
}

export type ReadFiles = ReadonlyMap<string, ReadFile>;

/** What stands in a folder, by path: null for a file, or what is wrong with it. */
type Listing = Map<string, Problem | null>;

/**
 * Reads the whole folder. Never throws for what stands in it: a bad article keeps its last good version from `previous`
 * where there is one, and a file that is as it was there is not read again. Links are not followed.
 */
export async function loadKnowledgeBase(
  dir: string,
  rule: LocaleRule,
  previous?: Pick<KnowledgeBase, 'read'>,
): Promise<KnowledgeBase> {
  const pause = timeSlices();
  const listing: Listing = new Map();
  await listFolder(dir, '', listing);
  const paths = [...listing.keys()].sort(compareText);
  const read = new Map<string, ReadFile>();
  for (const path of paths) {
    const file = await readListed(dir, path, listing.get(path) ?? null, rule, previous?.read.get(path));
    if (file) read.set(path, file);
    await pause();
  }
  return collect(dir, read);
}

/**
 * Reads again what stands at `paths` (of files or whole folders, relative to the knowledge base) and takes everything else
 * as it was; answers `base` itself where nothing changed.
 */
export async function reloadPaths(
  base: KnowledgeBase,
  rule: LocaleRule,
  paths: ReadonlySet<string>,
): Promise<KnowledgeBase> {
  const pause = timeSlices();
  const { dir } = base;
  const listing: Listing = new Map();
  const folders: string[] = [];
  for (const path of paths) {
    if (path.split('/').some(isHiddenName)) continue;
    const stats = statsOf(dir, path);
    if (!stats || stats.isDirectory()) folders.push(`${path}/`);
    if (stats?.isDirectory()) await listFolder(dir, path, listing);
    else if (stats) listEntry(path, stats, listing);
  }
  const changed = new Map<string, ReadFile | null>();
  for (const path of paths) if (base.read.has(path) && !listing.has(path)) changed.set(path, null);
  if (folders.length)
    for (const path of base.read.keys())
      if (!listing.has(path) && folders.some((folder) => path.startsWith(folder))) changed.set(path, null);
  for (const [path, problem] of listing) {
    const known = base.read.get(path);
    const file = await readListed(dir, path, problem, rule, known);
    if (file !== (known ?? null)) changed.set(path, file);
    await pause();
  }
  if (!changed.size) return base;
  const read = new Map(base.read);
  for (const [path, file] of changed)
    if (file) read.set(path, file);
    else read.delete(path);
  const hasNew = [...changed].some(([path, file]) => file && !base.read.has(path));
  return collect(dir, hasNew ? inPathOrder(read) : read);
}

function inPathOrder(read: ReadFiles): ReadFiles {
  return new Map([...read].sort(([one], [other]) => compareText(one, other)));
}

async function collect(dir: string, read: ReadFiles): Promise<KnowledgeBase> {
  const pause = timeSlices(LIGHT);
  const articles: SourceArticle[] = [];
  const categories = new Map<string, CategoryFields>();
  const assets = new Map<string, Asset>();
  const problems: Problem[] = [];
  for (const [path, file] of read) {
    if (file.problems.length) problems.push(...file.problems);
    if (file.article && articles.length >= MAX_ARTICLES)
      problems.push(problemAt(path, `Not served: more than ${MAX_ARTICLES} articles.`));
    else if (file.article) articles.push(file.article);
    else if (file.category) categories.set(path.split('/').slice(0, -1).join('/'), file.category);
    else if (file.asset) assets.set(path, file.asset);
    const waiting = pause();
    if (waiting) await waiting;
  }
  return { dir, articles, categories, assets, problems, read };
}

/** Null for a file that is no part of a knowledge base, or went away. */
async function readListed(
  dir: string,
  path: string,
  problem: Problem | null,
  rule: LocaleRule,
  known: ReadFile | undefined,
): Promise<ReadFile | null> {
  if (problem) return { stamp: '', problems: [problem] };
  if (!isOfKnowledgeBase(path)) return null;
  const stats = statsOf(dir, path);
  return stats ? readKnowledgeFile(dir, path, stats, rule, known) : null;
}

function statsOf(dir: string, path: string): Stats | undefined {
  try {
    return lstatSync(join(dir, path), { throwIfNoEntry: false });
  } catch (_inaccessible) {
    return undefined;
  }
}

/** Dot files and installed packages are never looked at. */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

async function listFolder(dir: string, from: string, listing: Listing): Promise<void> {
  const folders = [from];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries: Dirent[] = [];
    try {
      entries = await readdir(join(dir, folder), { withFileTypes: true });
    } catch (error) {
      const message = `This folder cannot be read (${codeOf(error)}): check its path and rights.`;
      listing.set(folder || '.', problemAt(folder || '.', message));
    }
    for (const entry of entries) {
      if (isHiddenName(entry.name)) continue;
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (!entry.isDirectory()) listEntry(path, entry, listing);
      else if (path.split('/').length <= MAX_FOLDER_DEPTH) folders.push(path);
      else listing.set(path, problemAt(path, `Not read: folders are nested more than ${MAX_FOLDER_DEPTH} deep.`));
      if (listing.size >= MAX_FILES) {
        listing.set(path, problemAt(path, `Not read from here on: more than ${MAX_FILES} files.`));
        return;
      }
    }
  }
}

function listEntry(path: string, entry: Pick<Dirent, 'isFile' | 'isSymbolicLink'>, listing: Listing): void {
  if (entry.isSymbolicLink())
    listing.set(path, problemAt(path, 'A link is not followed: put the file itself here.', 'warning'));
  else if (entry.isFile()) listing.set(path, null);
  else listing.set(path, problemAt(path, 'Neither a file nor a folder: ignored.', 'warning'));
}
