// What a list of attempts can be narrowed to beyond their outcome: each name is what some figure counts.
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SessionMark } from '../../contract/api/reports.ts';
import type { Database, Db } from '../db/database.ts';
import { readSigns } from '../method/demand-signs.ts';
import { phraseTokens } from '../method/phrase-clusters.ts';
import type { ReportScope } from './report-rows.queries.ts';

type Builder = ExpressionBuilder<Database, 'help_session'>;
type Condition = (eb: Builder) => Expression<SqlBool>;

/** A search of the session of which all these hold. */
function aSearch(eb: Builder, more: readonly Expression<SqlBool>[] = []): Expression<SqlBool> {
  const own = eb.selectFrom('search').select('search.search_id').whereRef('search.session_id', '=', 'help_session.id');
  return eb.exists(more.length === 0 ? own : own.where((inner) => inner.and([...more])));
}

function aView(eb: Builder, more: Expression<SqlBool>): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('article_view')
      .select('article_view.view_id')
      .whereRef('article_view.session_id', '=', 'help_session.id')
      .where(more),
  );
}

const FOUND_NOTHING = sql<SqlBool>`search.result_count = 0`;
const FOUND = sql<SqlBool>`search.result_count > 0`;
const OPENED = sql<SqlBool>`search.opened_ids <> '[]'`;
const NOT_OPENED = sql<SqlBool>`search.opened_ids = '[]'`;
const READ = sql<SqlBool>`article_view.qualified = 1`;
const READ_FROM_SEARCH = sql<SqlBool>`article_view.qualified = 1 and article_view.source = 'search'`;
/** With a later search and nothing read between the two. */
const SEARCHED_AGAIN = sql<SqlBool>`exists (
  select 1 from search as later where later.session_id = search.session_id and later.seq > search.seq
  and not exists (
    select 1 from article_view as between_them where between_them.session_id = search.session_id
    and between_them.qualified = 1 and between_them.seq > search.seq and between_them.seq < later.seq))`;

const CONDITIONS: Record<SessionMark, Condition> = {
  attempt: (eb) => eb('help_session.outcome', '<>', 'no_attempt'),
  form: (eb) => eb('help_session.form_opened', '=', 1),
  form_not_sent: (eb) =>
    eb.and([eb('help_session.form_opened', '=', 1), eb('help_session.outcome', '<>', 'escalated')]),
  form_yes: (eb) => eb('help_session.yes_after_form', '=', 1),
  answered_or_possibly: (eb) => eb('help_session.outcome', 'in', ['answered', 'possibly_answered']),
  no_request: (eb) => eb('help_session.outcome', 'not in', ['escalated', 'no_attempt']),
  intent: (eb) => eb('help_session.would_have_contacted', 'is not', null),
  intent_yes: (eb) => eb('help_session.would_have_contacted', '=', 1),
  known_person: (eb) =>
    eb.and([eb('help_session.user_ref', 'is not', null), eb('help_session.outcome', '<>', 'no_attempt')]),
  search: (eb) => aSearch(eb),
  zero_results: (eb) => aSearch(eb, [FOUND_NOTHING]),
  results: (eb) => aSearch(eb, [FOUND]),
  no_click: (eb) => aSearch(eb, [FOUND, NOT_OPENED]),
  click: (eb) => aSearch(eb, [OPENED]),
  searched_again: (eb) => aSearch(eb, [SEARCHED_AGAIN]),
  search_exit: (eb) => eb.and([eb('help_session.ends_with_search', '=', 1), aSearch(eb)]),
  search_success_low: (eb) =>
    eb.and([eb('help_session.outcome', '=', 'answered'), aSearch(eb), aView(eb, READ_FROM_SEARCH)]),
  search_success_high: (eb) =>
    eb.and([
      eb('help_session.outcome', 'in', ['answered', 'possibly_answered']),
      aSearch(eb),
      aView(eb, READ_FROM_SEARCH),
    ]),
  read: (eb) => aView(eb, READ),
  vote: (eb) => aView(eb, sql<SqlBool>`article_view.vote is not null`),
  vote_yes: (eb) => aView(eb, sql<SqlBool>`article_view.vote = 'yes'`),
  vote_no: (eb) => aView(eb, sql<SqlBool>`article_view.vote = 'no'`),
};

/** The condition of one name. */
export function markCondition(mark: SessionMark): Condition {
  return CONDITIONS[mark];
}

type Moments = Pick<ReportScope, 'start' | 'end'>;

/** Sessions whose first read of an article was in this time. @param names those that the article has and had. */
export function readCondition(names: readonly string[], { start, end }: Moments): Condition {
  return (eb) =>
    aView(
      eb,
      sql<SqlBool>`${isOf(names)} and article_view.qualified = 1 and article_view.at >= ${start} and article_view.at < ${end}
        and not exists (select 1 from article_view as earlier where ${isSamePair('earlier')}
          and earlier.qualified = 1 and earlier.seq < article_view.seq)`,
    );
}

/** Sessions whose last vote on an article was this; they count on the day of its first read, or of its first opening. */
export function votedCondition(names: readonly string[], vote: 'yes' | 'no', { start, end }: Moments): Condition {
  return (eb) =>
    aView(
      eb,
      sql<SqlBool>`${isOf(names)} and ${isLastVote(vote)} and (
        select min(case when first.qualified = 1 then '0' else '1' end || first.at) from article_view as first
        where ${isSamePair('first')}) in (
        select case when first.qualified = 1 then '0' else '1' end || first.at from article_view as first
        where ${isSamePair('first')} and first.at >= ${start} and first.at < ${end})`,
    );
}

/** Sessions that opened an article from a search. */
export function ledToCondition(names: readonly string[]): Condition {
  return (eb) => aSearch(eb, [hasLedTo(names)]);
}

function isOf(names: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`article_view.article_id in (${sql.join(names)})`;
}

/** Of one session, about one article. */
function isSamePair(other: 'earlier' | 'first' | 'later'): RawBuilder<SqlBool> {
  const view = sql.id(other);
  return sql<SqlBool>`${view}.session_id = article_view.session_id and ${view}.article_id = article_view.article_id`;
}

/** It is the vote of this view, and none came after it in the session. */
function isLastVote(vote: 'yes' | 'no'): RawBuilder<SqlBool> {
  return sql<SqlBool>`article_view.vote = ${vote} and not exists (select 1 from article_view as later
    where ${isSamePair('later')} and later.seq > article_view.seq and later.vote is not null)`;
}

function hasLedTo(names: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select 1 from article_view where article_view.session_id = search.session_id
    and article_view.search_id = search.search_id and ${isOf(names)})`;
}

/** Sessions that searched for what these words mean; `mark` then holds of that very search where it is about results. */
export async function searchedCondition(
  db: Db,
  words: string,
  mark: SessionMark | undefined,
  ledTo?: readonly string[],
): Promise<Condition> {
  const tokens = phraseTokens(words).join(' ');
  const known = await db
    .selectFrom('phrase')
    .select('cluster')
    .where('space', '=', 'search')
    .where('tokens', '=', tokens)
    .execute();
  const clusters = known.map(({ cluster }) => cluster);
  if (clusters.length === 0) return () => sql<SqlBool>`1 = 0`;
  const means = inClusters(clusters);
  const result = mark === 'zero_results' ? [FOUND_NOTHING] : mark === 'no_click' ? [FOUND, NOT_OPENED] : [];
  return (eb) => aSearch(eb, [means, ...result, ...(ledTo ? [hasLedTo(ledTo)] : [])]);
}

/**
 * Sessions left without an answer that have one of these signs (METHOD 7.3): searched for one of these, or said no, last,
 * to one of these articles.
 * @param signs by `demandSigns`. @param namesOf an article's present and earlier names.
 */
export function silentCondition(
  signs: ReadonlySet<string>,
  namesOf: (article: string) => readonly string[],
): Condition {
  const { clusters, saidNoTo } = readSigns(signs);
  const names = saidNoTo.flatMap(namesOf);
  return (eb) =>
    eb.and([
      eb('help_session.outcome', '=', 'unanswered'),
      eb.or([
        ...(clusters.length === 0 ? [] : [aSearch(eb, [inClusters(clusters)])]),
        ...(names.length === 0 ? [] : [aView(eb, sql<SqlBool>`${isOf(names)} and ${isLastVote('no')}`)]),
      ]),
    ]);
}

function inClusters(clusters: readonly number[]): Expression<SqlBool> {
  return sql<SqlBool>`search.phrase_id in (select phrase.id from phrase where phrase.cluster in (${sql.join(clusters)}))`;
}
