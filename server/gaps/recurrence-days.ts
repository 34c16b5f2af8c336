// Whether a gap keeps happening, as METHOD 7.3 asks it: of 28 days, whatever the window of the page.
import type { Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';
import { addDays, isoWeekOf } from '../method/local-time.ts';
import { type Recurrence, recurrenceOf } from '../method/recurrence.ts';
import type { Viewer } from '../people/permissions.ts';
import { scopeOf } from '../reports/read-window.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import { type GapReadOptions, gapAskers } from './gap-tickets.queries.ts';

/** A window of seven days makes nothing a one-off, and one of ninety nothing recurring. */
export const RECURRENCE_DAYS = 28;

interface Asker {
  readonly key: string | null;
  readonly requester: string | null;
  readonly submitted_at: string;
}

/**
 * The recurrence of each gap with a request in the 28 days that end with the window, by key.
 * @param tickets all of the window: a longer one has those days in it, and nothing more is read.
 */
export async function recurrences(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  timeZone: string,
  { options, tickets }: { options: GapReadOptions; tickets: readonly Asker[] },
): Promise<Map<string, Recurrence>> {
  const from = addDays(scope.days.to, 1 - RECURRENCE_DAYS);
  const days = scopeOf({ from, to: scope.days.to }, timeZone, scope.filters);
  const asked: readonly Asker[] =
    scope.days.from <= from
      ? tickets.filter(({ submitted_at }) => submitted_at >= days.start)
      : await gapAskers(db, viewer, days, options);
  const byGap = groupBy(
    asked.flatMap(({ key, requester, submitted_at }) =>
      key === null ? [] : { key, requester, week: isoWeekOf(submitted_at, timeZone) },
    ),
    ({ key }) => key,
  );
  return new Map([...byGap].map(([key, own]) => [key, recurrenceOf(own)]));
}
