// Remembers in the database when each article first appeared and every revision of it, so that the evidence of a ticket
// can say which text was read and whether an answer existed when somebody asked. Several processes may remember at once:
// what the database says is true, and what a process knows is only a copy of it.
import type { Selectable } from 'kysely';
import type { Db, Trx } from '../db/database.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { type Clock, nowText } from '../services.ts';
import type { ArticleTable } from './articles.table.ts';
import type { RevisionOf } from './build-release.ts';
import type { Article, Release } from './release.ts';
import type { ReleaseStore, StoreLog } from './release-store.ts';

export interface ArticleRecord {
  /** The revision that an article of this content has or will have. */
  revisionOf: RevisionOf;
  /** Reads again what is known, so that a release says what other processes have written. */
  refresh(): Promise<void>;
  /**
   * Writes what a release has that the database does not know yet.
   * @returns whether every article of the release has the revision that the release says; if not, build it again.
   */
  record(release: Release): Promise<boolean>;
}

type Row = Selectable<ArticleTable>;

/** After a write that failed, for instance while the database is away. */
const RETRY_AFTER_MS = 5_000;

/** Reads what is known, so that revisions can be told without waiting. */
export async function openArticleRecord(services: {
  db: Db;
  writes: WriteQueue;
  clock: Clock;
}): Promise<ArticleRecord> {
  let known = await readKnown(services.db);

  const revisionOf: RevisionOf = (locale, slug, contentHash) =>
    revisionAfter(known.get(`${locale}/${slug}`), contentHash);

  async function record(release: Release): Promise<boolean> {
    const at = nowText(services.clock);
    const present = Object.values(release.locales).flatMap((locale) => [
      ...locale.articles.values(),
      ...locale.internal.values(),
    ]);
    const said = new Map(
      present.map((article) => [
        `${article.locale}/${article.slug}`,
        revisionOf(article.locale, article.slug, article.contentHash),
      ]),
    );
    if (changesOf(known, present, at).length > 0) {
      known = await services.writes.write(async (trx) => {
        // Read here, where nobody else writes: another process may have seen the same change first.
        const stored = await readKnown(trx);
        for (const row of changesOf(stored, present, at)) {
          await writeRow(trx, row, stored.get(`${row.locale}/${row.slug}`), at);
          stored.set(`${row.locale}/${row.slug}`, row);
        }
        return stored;
      });
    }
    return [...said].every(([name, revision]) => known.get(name)?.revision === revision);
  }

  return {
    revisionOf,
    record,
    refresh: async () => {
      known = await readKnown(services.db);
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
  // Another process may have counted a revision in between: then the release is built again with the true one.
  const keep = async (release: Release) => {
    if (!(await record.record(release))) await releases.reload();
  };
  const keepSoon = (release: Release): void => {
    clearTimeout(timer);
    keep(release).catch((error: unknown) => {
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

async function readKnown(db: Db | Trx): Promise<Map<string, Row>> {
  const rows = await db.selectFrom('article').selectAll().execute();
  return new Map(rows.map((row) => [`${row.locale}/${row.slug}`, row]));
}

function revisionAfter(old: Row | undefined, contentHash: string): number {
  if (!old) return 1;
  return old.content_hash === contentHash ? old.revision : old.revision + 1;
}

/** The rows that must be written so that the database knows this release, removals included. */
function changesOf(known: ReadonlyMap<string, Row>, present: readonly Article[], at: string): Row[] {
  const names = new Set(present.map((article) => `${article.locale}/${article.slug}`));
  const changed = present.flatMap((article) => {
    const old = known.get(`${article.locale}/${article.slug}`);
    const row = rowOf(article, old, at);
    return old && isSame(old, row) ? [] : [row];
  });
  const gone = [...known.values()]
    .filter((row) => row.removed_at === null && !names.has(`${row.locale}/${row.slug}`))
    .map((row) => ({ ...row, removed_at: at }));
  return [...changed, ...gone];
}

function rowOf(article: Article, old: Row | undefined, at: string): Row {
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
  };
}

function isSame(one: Row, other: Row): boolean {
  return (Object.keys(one) as (keyof Row)[]).every((column) => one[column] === other[column]);
}

async function writeRow(trx: Trx, row: Row, old: Row | undefined, at: string): Promise<void> {
  await trx
    .insertInto('article')
    .values(row)
    .onConflict((conflict) => conflict.columns(['locale', 'slug']).doUpdateSet(row))
    .execute();
  if (old?.revision === row.revision) return;
  await trx
    .insertInto('article_revision')
    .values({
      locale: row.locale,
      slug: row.slug,
      revision: row.revision,
      content_hash: row.content_hash,
      title: row.title,
      at,
    })
    .onConflict((conflict) => conflict.columns(['locale', 'slug', 'revision']).doNothing())
    .execute();
}
