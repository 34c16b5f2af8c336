// Keeps what was read and rendered of each article between two starts, so that a start makes only what changed since.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assetTypeOf } from './asset-types.ts';
import type { ReadFiles } from './load-articles.ts';
import type { Problem } from './problem.ts';
import { type Asset, type LocaleRule, placeOf, type ReadFile, type SourceArticle } from './read-article-file.ts';
import { type KeptRecord, openRecordLog } from './record-log.ts';
import type { PreparedStore } from './release-index.ts';
import {
  type ArticleText,
  type AskedTarget,
  linkNamesOf,
  type Rendering,
  type RenderingFacts,
  type RenderingStore,
} from './render-articles.ts';
import { LIGHT, timeSlices } from './time-slices.ts';

export interface ArticleCache extends RenderingStore, PreparedStore {
  /** What was read of each file when it was kept: what `loadKnowledgeBase` takes as the state before. */
  readFiles(): Promise<ReadFiles>;
  /** How many articles were rendered since it was opened. */
  renderedCount(): number;
  /** Says what was read of each file; call it before a build. */
  begin(read: ReadFiles): void;
  /** Writes what is new, and forgets files that are gone; call it after a build. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What is kept of an article beside its texts. */
interface KeptArticle {
  stamp: string;
  source: Pick<SourceArticle, 'hash' | 'fields' | 'bodyLine'> & {
    places: [string, { line: number; column: number }][];
  };
  problems: Problem[];
  facts: RenderingFacts;
  asked: AskedTarget[];
}

interface KeptAsset {
  stamp: string;
  asset: Pick<Asset, 'size' | 'mtimeMs' | 'hash' | 'picture'>;
}

interface KeptPrepared {
  key: string;
}

/** Begins the keys of what the index needs of an article; no path holds it. */
const PREPARED = '\0';
/** Raise it when what is kept has another shape. */
const FORMAT = 1;

/**
 * What is kept means something only to the very program that kept it: another build may render otherwise. The file that
 * this code was read from stands for the build.
 */
function titleOf(rule: LocaleRule): string {
  const { size, mtimeMs } = statSync(fileURLToPath(import.meta.url));
  return `fingerpost articles ${FORMAT} ${size}:${mtimeMs} ${rule.defaultLocale} ${rule.locales.join(' ')}`;
}

/**
 * Opens the cache in a file, or one in memory that is gone with the process (`file` is null).
 * @param warn is told, once, why nothing can be written.
 */
export async function openArticleCache(
  dir: string,
  rule: LocaleRule,
  file: string | null,
  warn?: (error: unknown) => void,
): Promise<ArticleCache> {
  const log = await openRecordLog(file, titleOf(rule), warn);
  const renderings = new Map<string, Rendering>();
  /** Under which stamp each was kept. */
  const stamps = new Map<string, string>();
  /** What the index needs of each article. */
  const prepared = new Map<string, { key: string; read: () => Buffer }>();
  let current: ReadFiles = new Map();
  let rendered = 0;

  function put(path: string, meta: KeptArticle, record: KeptRecord): Rendering {
    stamps.set(path, meta.stamp);
    const rendering: Rendering = {
      ...meta.facts,
      linkNames: linkNamesOf(path, meta.asked),
      readText: () => JSON.parse(record.readBody().toString('utf8')) as ArticleText,
      readAsked: () => (record.readMeta() as KeptArticle).asked,
    };
    renderings.set(path, rendering);
    return rendering;
  }

  /** A file that was only touched, an asset, or one that turned bad: what is kept gets its new stamp. */
  function keepStamp(path: string, { stamp, asset, problems }: ReadFile): void {
    const record = log.get(path);
    if (asset) {
      const { path: _path, file: _file, locale: _locale, type: _type, ...kept } = asset;
      log.keep(path, { stamp, asset: kept } satisfies KeptAsset, Buffer.alloc(0));
    } else if (record) {
      const meta = record.readMeta() as KeptArticle;
      log.keep(path, { ...meta, stamp, problems } satisfies KeptArticle, record.readBody());
    }
    stamps.set(path, stamp);
  }

  function forget(path: string): void {
    renderings.delete(path);
    stamps.delete(path);
    prepared.delete(path);
    log.forget(path);
    log.forget(PREPARED + path);
  }

  return {
    get: (path) => renderings.get(path),
    renderedCount: () => rendered,
    keep: (source, facts, text, asked) => {
      const { path, hash, fields, bodyLine, places } = source;
      const { stamp = '', problems = [] } = current.get(path) ?? {};
      const meta: KeptArticle = {
        stamp,
        source: { hash, fields, bodyLine, places: [...places] },
        problems,
        facts,
        asked,
      };
      const record = log.keep(path, meta, Buffer.from(JSON.stringify(text)));
      // From now on it is read from the record.
      source.markdown = null;
      rendered += 1;
      return put(path, meta, record);
    },
    getPrepared: (path, key) => {
      const known = prepared.get(path);
      return known?.key === key ? known.read : undefined;
    },
    keepPrepared: (path, key, packed) => {
      const record = log.keep(PREPARED + path, { key }, packed);
      const read = () => record.readBody();
      prepared.set(path, { key, read });
      return read;
    },
    forget,
    readFiles: async () => {
      const pause = timeSlices();
      const read = new Map<string, ReadFile>();
      for (const path of [...log.keys()]) {
        const record = log.get(path);
        const meta = record?.readMeta() as KeptArticle | KeptAsset | KeptPrepared | undefined;
        if (!record || !meta) continue;
        if ('key' in meta) prepared.set(path.slice(PREPARED.length), { key: meta.key, read: () => record.readBody() });
        else if ('asset' in meta) {
          stamps.set(path, meta.stamp);
          read.set(path, assetOf(dir, path, meta, rule));
        } else {
          put(path, meta, record);
          read.set(path, articleOf(path, meta, rule));
        }
        const waiting = pause();
        if (waiting) await waiting;
      }
      return read;
    },
    begin: (read) => {
      current = read;
    },
    settle: async () => {
      const pause = timeSlices(LIGHT);
      const read = current;
      for (const [path, file] of read) {
        if (file.stamp && stamps.get(path) !== file.stamp && (file.asset || renderings.has(path)))
          keepStamp(path, file);
        const waiting = pause();
        if (waiting) await waiting;
        if (current !== read) break;
      }
      for (const path of [...stamps.keys()]) {
        if (current !== read) break;
        if (!read.has(path)) forget(path);
      }
      await log.settle();
    },
    close: () => log.close(),
  };
}

function articleOf(path: string, { stamp, source, problems }: KeptArticle, rule: LocaleRule): ReadFile {
  const places = new Map(source.places);
  return { stamp, problems, article: { path, ...placeOf(path, rule), ...source, places, markdown: null } };
}

function assetOf(dir: string, path: string, { stamp, asset }: KeptAsset, rule: LocaleRule): ReadFile {
  const { locale } = placeOf(path, rule);
  const type = assetTypeOf(path) ?? '';
  return { stamp, problems: [], asset: { path, file: join(dir, path), locale, type, ...asset } };
}
