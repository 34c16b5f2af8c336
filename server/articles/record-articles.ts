// Remembers in the database when each article first appeared and every revision of it, so that the evidence of a ticket
// can say which text was read and whether an answer existed when somebody asked. Several processes may remember at once:
// what the database says is true, and what a process knows is only a copy of it.
import type { Db } from '../db/database.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { IMPORTED } from '../import/import-articles.ts';
import { type Clock, nowText } from '../services.ts';
import {
  type ArticleName,
  type ArticleRow,
  keyOf,
  readAllRows,
  readRows,
  writeRevisions,
  writeRows,
} from './article-rows.queries.ts';
import type { RevisionOf } from './build-release.ts';
import type { Article, Release, ReleaseChanges } from './release.ts';
import type { ReleaseStore, StoreLog } from './release-store.ts';

export interface ArticleRecord {
  /** The revision that an article of this content has or will have. */
  revisionOf: RevisionOf;
  /** Reads again what is known, so that a release says what other processes have written. */
  refresh(): Promise<void>;
  /**
   * Writes what a release has that the database does not know yet. With `changes` only those are looked at.
   * @returns whether every article that was looked at has the revision that the release says; if not, build it again.
   */
  record(release: Release, changes?: ReleaseChanges): Promise<boolean>;
}

/** After a write that failed, for instance while the database is away. */
const RETRY_AFTER_MS = 5_000;
/** Articles of one transaction, so that others who write wait for none that is long. */
const ARTICLES_AT_ONCE = 500;

/** Reads what is known, so that revisions can be told without waiting. */
export async function openArticleRecord(services: {
  db: Db;
  writes: WriteQueue;
  clock: Clock;
}): Promise<ArticleRecord> {
  let known = await readAllRows(services.db);

  const revisionOf: RevisionOf = (locale, slug, contentHash) =>
    revisionAfter(known.get(keyOf({ locale, slug })), contentHash);

  /** Writes a part; what is stored is read where nobody else writes: another process may have seen the same change first. */
  async function write(present: readonly Article[], removed: readonly ArticleName[], at: string): Promise<void> {
    const stored = await services.writes.write(async (trx) => {
      const rows = await readRows(trx, [...present, ...removed]);
      const wanted = changesOf(rows, present, removed, at);
      await writeRows(trx, wanted);
      const isNew = (row: ArticleRow) => rows.get(keyOf(row))?.revision !== row.revision;
      await writeRevisions(trx, wanted.filter(isNew), at);
      for (const row of wanted) rows.set(keyOf(row), row);
      return rows;
    });
    for (const [key, row] of stored) known.set(key, row);
  }

  async function record(release: Release, changes?: ReleaseChanges): Promise<boolean> {
    const at = nowText(services.clock);
    const present = changes?.put ?? articlesOf(release);
    const removed = changes?.removed ?? goneFrom(known, present);
    const said = new Map(present.map((article) => [keyOf(article), article.file.revision]));
    const news = present.filter((article) => changesOf(known, [article], [], at).length > 0);
    for (let from = 0; from < news.length; from += ARTICLES_AT_ONCE)
      await write(news.slice(from, from + ARTICLES_AT_ONCE), [], at);
    if (changesOf(known, [], removed, at).length > 0) await write([], removed, at);
    return [...said].every(([name, revision]) => known.get(name)?.revision === revision);
  }

  return {
    revisionOf,
    record,
    refresh: async () => {
      known = await readAllRows(services.db);
    },
  };
}

/**
 * Loads the first release, records it, and records each one after it.
 * @returns what stops it. @throws what the database says of the first one.
 */
export async function keepRecording(
  record: ArticleRecord,
  releases: Pick<ReleaseStore, 'reload' | 'current' | 'onChange'>,
  log: Pick<StoreLog, 'error'>,
): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  /** Something could not be written: then the whole release is looked at. */
  let isBehind = false;
  // Another process may have counted a revision in between: then the release is built again with the true one.
  const keep = async (release: Release, changes?: ReleaseChanges) => {
    if (!(await record.record(release, isBehind ? undefined : changes))) await releases.reload();
    isBehind = false;
  };
  const keepSoon = (release: Release, changes?: ReleaseChanges): void => {
    clearTimeout(timer);
    keep(release, changes).catch((error: unknown) => {
      isBehind = true;
      log.error({ err: error }, 'article revisions could not be written yet');
      timer = setTimeout(() => keepSoon(releases.current()), RETRY_AFTER_MS).unref();
    });
  };
  await keep(await releases.reload());
  const stop = releases.onChange(keepSoon);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function articlesOf(release: Release): Article[] {
  return Object.values(release.locales).flatMap(({ articles, internal }) => [
    ...articles.values(),
    ...internal.values(),
  ]);
}

/** Names that are remembered as present and are not. */
function goneFrom(known: ReadonlyMap<string, ArticleRow>, present: readonly Article[]): ArticleName[] {
  const names = new Set(present.map(keyOf));
  // What is known from imported history only was in no folder, so that it is not gone from one.
  const isKept = (row: ArticleRow) => row.removed_at === null && row.status !== IMPORTED;
  return [...known.values()].filter((row) => isKept(row) && !names.has(keyOf(row)));
}

function revisionAfter(old: ArticleRow | undefined, contentHash: string): number {
  if (!old) return 1;
  return old.content_hash === contentHash ? old.revision : old.revision + 1;
}

/** The rows that must be written so that the database knows these articles, and that those are gone. */
function changesOf(
  known: ReadonlyMap<string, ArticleRow>,
  present: readonly Article[],
  removed: readonly ArticleName[],
  at: string,
): ArticleRow[] {
  const changed = present.flatMap((article) => {
    const old = known.get(keyOf(article));
    const row = rowOf(article, old, at);
    return old && isSame(old, row) ? [] : [row];
  });
  const gone = removed.flatMap((name) => {
    const row = known.get(keyOf(name));
    return row && row.removed_at === null ? [{ ...row, removed_at: at }] : [];
  });
  return [...changed, ...gone];
}

function rowOf(article: Article, old: ArticleRow | undefined, at: string): ArticleRow {
  const isPublished = article.status === 'published';
  return {
    locale: article.locale,
    slug: article.slug,
    title: article.file.title,
    audience: JSON.stringify(article.file.audience),
    status: article.status,
    published_at: isPublished ? (old?.published_at ?? at) : (old?.published_at ?? null),
    revision: revisionAfter(old, article.contentHash),
    content_hash: article.contentHash,
    removed_at: null,
    target_group: old?.target_group ?? null,
  };
}

function isSame(one: ArticleRow, other: ArticleRow): boolean {
  return (Object.keys(one) as (keyof ArticleRow)[]).every((column) => one[column] === other[column]);
}
