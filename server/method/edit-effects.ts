/** M27: each edit of an article with the 28 days before and after it (METHOD 8.6), from counts by day. */
import { type Cases, type EditEffect, judgeEdit } from './edit-effect.ts';
import { addDays } from './local-time.ts';

/** Days before and after an edit; the day itself counts nowhere. */
export const EFFECT_DAYS = 28;

/** A change of an article, or a new one that closes a gap of missing articles. */
export interface Edit {
  readonly article: string;
  readonly locale: string;
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Its date in the site's time zone. */
  readonly day: string;
  readonly what: 'edit' | 'new_article';
  /** The team that the article belongs to, where that is known. */
  readonly group: string | null;
}

/** Counts of one day and one target group ('' for none). */
export interface DayCount {
  readonly day: string;
  readonly group: string;
  readonly count: number;
}

/** What edits are judged by; days in which nothing happened may be left out. */
export interface EditData {
  /** Sessions with a qualified read of the article. */
  readsOf(article: string): readonly DayCount[];
  /** Requests that blame the article: unclear, with it as their target. */
  unclearOf(article: string): readonly DayCount[];
  /** Knowledge gaps of which the article is the answer: none was there before a new one, and some may still not find it. */
  gapOf(article: string): readonly DayCount[];
  /** (session, article) pairs with a read, of all articles. */
  readonly allReads: readonly DayCount[];
  /** Requests that blame any article. */
  readonly allUnclear: readonly DayCount[];
  /** Attempts. */
  readonly attempts: readonly DayCount[];
}

export interface JudgedEdit extends Omit<Edit, 'group'>, EditEffect {
  readonly before: Cases;
  readonly after: Cases;
  readonly control_before: Cases;
  readonly control_after: Cases;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * Judges one edit. The control is the reads of all other articles in the article's target group, at the same times. Where
 * nobody has said which that is, it is the one in which this one is read most (or asked about most, for a new one); without
 * any group, all others.
 */
export function judgeOne(edit: Edit, data: EditData): JudgedEdit {
  const { group: named, ...about } = edit;
  const { article, day, what } = about;
  const before: Span = { from: addDays(day, -EFFECT_DAYS), to: addDays(day, -1) };
  const after: Span = { from: addDays(day, 1), to: addDays(day, EFFECT_DAYS) };
  const [reads, unclear] = [data.readsOf(article), data.unclearOf(article)];
  const asked = what === 'edit' ? unclear : data.gapOf(article);
  const group = named ?? mainGroup(what === 'edit' ? reads : asked);
  const could = what === 'edit' ? reads : data.attempts.filter((row) => group === '' || row.group === group);
  const own = (span: Span): Cases => ({ x: sumIn(asked, span), n: sumIn(could, span) });
  const control = (span: Span): Cases => ({
    x: sumIn(data.allUnclear, span, group) - sumIn(unclear, span, group),
    n: sumIn(data.allReads, span, group) - sumIn(reads, span, group),
  });
  const [control_before, control_after] = [control(before), control(after)];
  const effect = judgeEdit(
    { before: own(before), after: own(after) },
    { before: control_before, after: control_after },
  );
  return { ...about, before: own(before), after: own(after), control_before, control_after, ...effect };
}

/** The group with the highest count, '' for none; ties go to the one that comes first by name. */
export function mainGroup(rows: readonly DayCount[]): string {
  const sums = new Map<string, number>();
  for (const { group, count } of rows) if (group !== '') sums.set(group, (sums.get(group) ?? 0) + count);
  const [first] = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

function sumIn(rows: readonly DayCount[], { from, to }: Span, group = ''): number {
  return rows.reduce(
    (sum, row) => (row.day >= from && row.day <= to && (group === '' || row.group === group) ? sum + row.count : sum),
    0,
  );
}
