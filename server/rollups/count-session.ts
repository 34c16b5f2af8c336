// What one session adds to the daily counts, as rows; pure, so that adding, taking away and counting anew cannot differ.
import { hash } from 'node:crypto';
import { ATTEMPT_COUNTS, type CountedSession, type CountedView, countAttempt } from '../method/attempt-counts.ts';
import { demandSigns } from '../method/demand-signs.ts';
import type { DerivedSearch } from '../method/derive-searches.ts';
import { groupBy } from '../method/group-by.ts';
import type { RollupTable } from './rollup-scope.queries.ts';
import type { RollupPlace } from './rollups.table.ts';

/** Raised when the same session would count as something else: every database then counts anew. */
export const ROLLUP_RULES_VERSION = 1;

/** What a session counted as when its words were erased: it stays counted, and is never counted anew. */
export const COUNTED_FOR_GOOD = '';

/** The columns of each table that only ever add up. */
export const COUNTS = {
  attempt_day: ATTEMPT_COUNTS,
  article_day: [
    'opened',
    'reads',
    'yes',
    'no',
    'no_unclear',
    'no_incomplete',
    'no_outdated',
    'no_wrong_topic',
    'no_does_not_work',
  ],
  unanswered_day: ['sessions'],
  phrase_day: ['searches', 'zero_results', 'no_click'],
  cluster_day: ['sessions', 'zero_sessions', 'zero_asked'],
  cluster_article_day: ['opened', 'reads'],
} as const satisfies Record<RollupTable, readonly string[]>;

/** A row of a table, its whole row, and what is added to both. */
export interface RollupChange {
  table: RollupTable;
  id: string;
  wholeId: string;
  /** What the row is of: its place, and what besides. */
  place: RollupPlace;
  own: Readonly<Record<string, string | number>>;
  /** By column, those that are not 0. */
  counts: Readonly<Record<string, number>>;
}

/** A search as it is counted: with its wording, null for one that says nothing. */
export interface PlacedSearch extends Pick<DerivedSearch, 'seq' | 'query' | 'result_count' | 'opened_ids'> {
  search_id: string;
  phrase: { id: number; cluster: number } | null;
}

export interface PlacedSession extends CountedSession {
  searches: readonly PlacedSearch[];
  views: readonly (CountedView & { day: string; search_id: string | null })[];
}

/** Every row that this session is in; none for one of staff. */
export function rollupRowsOf(session: PlacedSession, place: RollupPlace): RollupChange[] {
  const attempt = countAttempt(session);
  if (!attempt) return [];
  const at = namedPlace(place);
  return [
    rollupChange('attempt_day', at, {}, attempt),
    ...articleRows(session, at),
    ...searchRows(session, at),
    ...unansweredRow(session, at),
  ];
}

function articleRows(session: PlacedSession, at: NamedPlace): RollupChange[] {
  return [...groupBy(session.views, ({ article_id }) => article_id)].map(([article, views]) => {
    const vote = views.findLast((view) => view.vote !== null);
    const read = views.find(({ qualified }) => qualified);
    const isNo = vote?.vote === 'no';
    const counts: Record<string, number> = {
      opened: 1,
      reads: Number(read !== undefined),
      yes: Number(vote?.vote === 'yes'),
      no: Number(isNo),
    };
    if (isNo && vote.vote_reason) counts[`no_${vote.vote_reason}`] = 1;
    const day = (read ?? views[0])?.day ?? at.place.day;
    const then = day === at.place.day ? at : namedPlace({ ...at.place, day });
    return rollupChange('article_day', then, { article }, counts);
  });
}

function searchRows(session: PlacedSession, at: NamedPlace): RollupChange[] {
  const isAsked = session.outcome === 'escalated';
  const rows: RollupChange[] = [];
  const placed = session.searches.filter(({ phrase }) => phrase !== null);
  for (const [cluster, searches] of groupBy(placed, ({ phrase }) => phrase?.cluster ?? 0)) {
    const isZero = searches.some(({ result_count }) => result_count === 0);
    const counts = { sessions: 1, zero_sessions: Number(isZero), zero_asked: Number(isZero && isAsked) };
    rows.push(rollupChange('cluster_day', at, { cluster }, counts));
    for (const [form, same] of groupBy(searches, ({ query }) => formOf(query)))
      rows.push(
        rollupChange(
          'phrase_day',
          at,
          { cluster, phrase_id: same[0]?.phrase?.id ?? 0, form },
          {
            searches: same.length,
            zero_results: same.filter(({ result_count }) => result_count === 0).length,
            no_click: same.filter((search) => (search.result_count ?? 0) > 0 && search.opened_ids.length === 0).length,
          },
        ),
      );
    const ids = new Set(searches.map(({ search_id }) => search_id));
    const opened = session.views.filter(({ search_id }) => search_id !== null && ids.has(search_id));
    for (const [article, views] of groupBy(opened, ({ article_id }) => article_id)) {
      const isRead = views.some(({ qualified }) => qualified);
      rows.push(rollupChange('cluster_article_day', at, { cluster, article }, { opened: 1, reads: Number(isRead) }));
    }
  }
  return rows;
}

function unansweredRow(session: PlacedSession, at: NamedPlace): RollupChange[] {
  const clusters = session.searches.flatMap(({ phrase }) => (phrase ? [phrase.cluster] : []));
  const signs = demandSigns(session, clusters);
  return signs.length === 0
    ? []
    : [rollupChange('unanswered_day', at, { signs: JSON.stringify(signs) }, { sessions: 1 })];
}

/** A search as it was typed, apart from letter case and blanks. */
export function formOf(query: string): string {
  return query.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A place as its rows are named by: computed once for all of them. */
export interface NamedPlace {
  place: RollupPlace;
  here: string;
  whole: string;
}

export function namedPlace({ day, site, target_group, audience, locale, page_key, category }: RollupPlace): NamedPlace {
  // Always in this order: names and values follow it.
  const place = { day, site, target_group, audience, locale, page_key, category };
  return { place, here: JSON.stringify([0, place]), whole: JSON.stringify([1, wholePlace(place)]) };
}

/** The place of the whole row in which a row is. */
export function wholePlace({ day, site, category }: RollupPlace): RollupPlace {
  return { day, site, target_group: '', audience: '', locale: '', page_key: '', category };
}

/** What is added to one row and to its whole row. @param own what the row is of besides its place. */
export function rollupChange(
  table: RollupTable,
  { place, here, whole }: NamedPlace,
  own: Readonly<Record<string, string | number>>,
  counts: Readonly<Record<string, number>>,
): RollupChange {
  const some: Record<string, number> = {};
  for (const name in counts) if (counts[name]) some[name] = counts[name];
  const what = JSON.stringify(Object.values(own));
  const id = `${place.day}.${hashOf(here + what)}`;
  return { table, id, wholeId: `${place.day}.${hashOf(whole + what)}`, place, own, counts: some };
}

/** The same rows are counted in by session after session: finding a hash again costs a tenth of making it. */
const MOST_HASHES = 20_000;
const hashes = new Map<string, string>();

function hashOf(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  if (hashes.size >= MOST_HASHES) hashes.clear();
  const made = hash('sha256', text, 'base64url').slice(0, 16);
  hashes.set(text, made);
  return made;
}
