// Derives anew the questions of every article that something was said of, and writes what follows: which are in the index.

import { findArticle } from '../articles/find-article.ts';
import type { Article, Release } from '../articles/release.ts';
import type { Db, Trx } from '../db/database.ts';
import type { Services } from '../services.ts';
import { type DeriveOptions, deriveQuestions, type Saying } from './derive-questions.ts';
import { markStale } from './keep-evidence.ts';

/** Articles of one transaction, so that nobody who writes waits for long. */
const ARTICLES_AT_ONCE = 5;
/** Rows of one statement: SQLite takes a bounded number of values. */
const ROWS_AT_ONCE = 50;

type Settling = Pick<Services, 'writes' | 'settings' | 'releases'>;

/**
 * Derives the questions of the articles that are marked. Several processes may do so at once: each article is read and
 * written in one transaction. Before the first release nothing is done.
 */
export async function settleQuestions(services: Settling & Pick<Services, 'db'>): Promise<void> {
  const release = services.releases.current();
  if (Object.keys(release.locales).length === 0) return;
  await markChangedArticles(services, release);
  for (let isMore = true; isMore; ) {
    isMore = await services.writes.write(async (trx) => {
      const stale = await trx.selectFrom('learnt_stale').select('slug').limit(ARTICLES_AT_ONCE).execute();
      for (const { slug } of stale) await settleArticle(trx, services, release, slug);
      return stale.length === ARTICLES_AT_ONCE;
    });
  }
}

/** Derives what follows for the articles that this name leads to, and removes what was known by it. */
export async function settleArticle(
  trx: Trx,
  services: Pick<Services, 'settings'>,
  release: Release,
  slug: string,
): Promise<void> {
  const articles = Object.keys(release.locales).flatMap((locale) => articleIn(release, locale, slug) ?? []);
  await trx.deleteFrom('learnt_question').where('slug', '=', slug).execute();
  for (const article of articles) {
    const options = await optionsOf(trx, services, article);
    const { locale, slug: name, title, minimum } = options;
    await trx.deleteFrom('learnt_question').where('slug', '=', name).where('locale', '=', locale).execute();
    const rows = deriveQuestions(await sayingsOf(trx, release, article), options);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await trx
        .insertInto('learnt_question')
        .values(rows.slice(at, at + ROWS_AT_ONCE).map((row) => ({ ...row, locale, slug: name, title, minimum })))
        .execute();
  }
  await trx.deleteFrom('learnt_stale').where('slug', '=', slug).execute();
}

/** What the questions of an article are derived with. */
export async function optionsOf(
  trx: Db,
  { settings }: Pick<Services, 'settings'>,
  article: Article,
): Promise<DeriveOptions> {
  const vetoes = await trx
    .selectFrom('learnt_veto')
    .select('phrases')
    .where('slug', 'in', namesOf(article))
    .where('locale', '=', article.locale)
    .orderBy('vetoed_at')
    .orderBy('id')
    .execute();
  return {
    locale: article.locale,
    slug: article.slug,
    title: article.file.title,
    minimum: settings.k_sessions,
    vetoed: vetoes.flatMap(({ phrases }) => JSON.parse(phrases) as string[]),
  };
}

/**
 * All that was said of an article by any of its names, in whatever language it was read because there is no other. What a
 * session voted is left out while the request that it led to is restricted.
 */
export async function sayingsOf(trx: Db, release: Release, article: Article): Promise<Saying[]> {
  const rows = await trx
    .selectFrom('learnt_evidence')
    .leftJoin('help_session', 'help_session.id', 'learnt_evidence.origin')
    .leftJoin('ticket', 'ticket.id', 'help_session.ticket_id')
    .select([
      'learnt_evidence.sid',
      'learnt_evidence.locale',
      'learnt_evidence.slug',
      'learnt_evidence.phrase',
      'learnt_evidence.words',
      'learnt_evidence.source',
      'learnt_evidence.value',
      'learnt_evidence.at',
    ])
    .where('learnt_evidence.slug', 'in', namesOf(article))
    .where((eb) => eb.or([eb('ticket.id', 'is', null), eb('ticket.restricted', '=', 0)]))
    .execute();
  return rows.filter(({ locale, slug }) => {
    const read = findArticle(release, locale || release.defaultLocale, slug);
    return read?.slug === article.slug && read.locale === article.locale;
  });
}

/**
 * Marks what is derived anew without a new word of anybody: titles decide what is chosen, renaming moves questions, the
 * minimum may be set to another, and an article that was asked about may be there for readers only now.
 */
async function markChangedArticles({ db, writes, settings }: Settling & Pick<Services, 'db'>, release: Release) {
  const known = await db
    .selectFrom('learnt_question')
    .select(['locale', 'slug', 'title', 'minimum'])
    .distinct()
    .execute();
  const vetoes = await db.selectFrom('learnt_veto').select(['locale', 'slug']).distinct().execute();
  const asked = await db.selectFrom('learnt_evidence').select('slug').distinct().execute();
  const derived = new Set([...known, ...vetoes].map(({ locale, slug }) => articleIn(release, locale, slug)));
  const changed = known.filter(({ locale, slug, title, minimum }) => {
    const article = release.locales[locale]?.articles.get(slug);
    return article?.file.title !== title || minimum !== settings.k_sessions;
  });
  const appeared = asked.filter(({ slug }) => {
    const articles = Object.keys(release.locales).flatMap((locale) => articleIn(release, locale, slug) ?? []);
    return articles.length > 0 && !articles.some((article) => derived.has(article));
  });
  if (changed.length + appeared.length === 0) return;
  const slugs = [...changed, ...appeared].map(({ slug }) => slug);
  await writes.write((trx) => markStale(trx, slugs));
}

function articleIn(release: Release, locale: string, slug: string): Article | undefined {
  const part = release.locales[locale];
  return part?.articles.get(part.redirects.get(slug) ?? slug);
}

function namesOf({ slug, redirectFrom }: Article): string[] {
  return [slug, ...redirectFrom];
}
