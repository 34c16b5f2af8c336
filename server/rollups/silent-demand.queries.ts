// Demand that nobody wrote about: how many sessions were left without an answer, by what they searched and said no to.
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { rollupsIn } from './rollup-scope.queries.ts';

/** Sessions with exactly these signs (demand-signs.ts); one session is in one row only, so that rows add up. */
export interface UnansweredSigns {
  signs: readonly string[];
  sessions: number;
}

/** Every set of signs of the window, so that the sessions of a gap are those whose set meets the gap's signs. */
export async function unansweredBySigns(db: Db, viewer: Viewer, scope: ReportScope): Promise<UnansweredSigns[]> {
  const rows = await rollupsIn(db, 'unanswered_day', viewer, scope)
    .select((eb) => ['signs', eb.fn.sum<number>('sessions').as('sessions')])
    .groupBy('signs')
    .having((eb) => eb.fn.sum('sessions'), '>', 0)
    .execute();
  return rows.map(({ signs, sessions }) => ({ signs: JSON.parse(signs) as string[], sessions: Number(sessions) }));
}
