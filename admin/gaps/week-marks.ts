// What happened beside the requests of the weeks: articles that changed, releases, and sudden rises; by day, in words and for the drawing.
import type { EditEffectRow } from '../../contract/api/article-health.ts';
import type { Burst } from '../../contract/api/gaps.ts';
import { newestBursts, quoted } from './backlog-words.ts';
import { shortDayWords } from './days.ts';
import { countWords } from './rate-words.ts';

export interface WeekMark {
  kind: 'edit' | 'rise' | 'release';
  /** As `2026-03-20`. */
  day: string;
  /** "20 Mar: “Export to CSV” changed: helped", "18 Mar: release 2.4" */
  words: string;
  /** The one article or gap that it is about. */
  about: string | null;
}

/** What an edit did, where that can be told. */
const VERDICTS: Readonly<Record<EditEffectRow['verdict'], string>> = {
  helped: ': helped',
  worse: ': worse since',
  too_early: ': too early to say',
  no_clear_change: ': no clear change',
};

/** @param titleOf the title of an article (by slug) or of a gap (by key). @param timeZone of the settings. */
export function weekMarks(
  edits: readonly EditEffectRow[],
  bursts: readonly Burst[],
  titleOf: (name: string) => string,
  days: { from: string; to: string; timeZone: string },
  releases: readonly { at: string; name: string }[] = [],
): WeekMark[] {
  const byDay = new Map<string, Map<string, EditEffectRow>>();
  for (const edit of edits) {
    const day = dayIn(edit.at, days.timeZone);
    if (day < days.from || day > days.to) continue;
    byDay.set(day, (byDay.get(day) ?? new Map()).set(edit.article, edit));
  }
  const changed = [...byDay].map(([day, articles]): WeekMark => {
    const [only, ...others] = articles.values();
    const one = others.length === 0 ? only : undefined;
    const what = one
      ? `${quoted(titleOf(one.article))} changed${VERDICTS[one.verdict] ?? ''}`
      : `${articles.size} articles changed`;
    return { kind: 'edit', day, words: `${shortDayWords(day)}: ${what}`, about: one?.article ?? null };
  });
  const risen = newestBursts(bursts)
    .filter(({ to }) => to >= days.from && to <= days.to)
    .map((burst): WeekMark => {
      const people = countWords(burst.requesters, 'person', 'people');
      const words = `${shortDayWords(burst.to)}: sudden rise, ${quoted(titleOf(burst.key))}, ${people}`;
      return { kind: 'rise', day: burst.to, words, about: burst.key };
    });
  const released = releases
    .filter(({ at }) => at >= days.from && at <= days.to)
    .map(
      ({ at, name }): WeekMark => ({
        kind: 'release',
        day: at,
        words: `${shortDayWords(at)}: release ${name}`,
        about: null,
      }),
    );
  return [...changed, ...risen, ...released].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** A moment's day on the clocks of a time zone; a day stays itself. */
function dayIn(at: string, timeZone: string): string {
  if (at.length === 10) return at;
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  );
}
