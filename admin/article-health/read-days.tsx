// Reads of an article as columns by day, with the days of its edits above them; the same as a table behind.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { addDays, daysBetween, shortDayWords } from '../gaps/days.ts';
import { attemptsAddress, type Looking, maySeeAttempts } from '../gaps/gaps-address.ts';
import { Rows } from '../gaps/panel.tsx';
import { countWords } from '../gaps/rate-words.ts';
import { signedInAs } from '../session-model.ts';

/** The server's own limit of a window. */
const MOST_DAYS = 1_500;

export function ReadDays({ health, looking }: { health: ArticleHealth; looking: Looking }) {
  const { me } = signedInAs();
  const { from, to, days, edits } = health;
  const reads = new Map(days.map(({ day, reads: count }) => [day, count]));
  const all: string[] = [];
  for (let day = from; day <= to && all.length < MOST_DAYS; day = addDays(day, 1)) all.push(day);
  const most = Math.max(1, ...reads.values());
  const edited = [...new Set(edits.map(({ at }) => at.slice(0, 10)))].filter((day) => day >= from && day <= to);
  const newest = edited.toSorted().at(-1);
  const place = (day: string) => (100 * (daysBetween(from, day) - 0.5)) / all.length;
  const label = `${countWords(health.reads, 'read', 'reads')} from ${shortDayWords(from)} to ${shortDayWords(to)}, at most ${most} a day`;
  return (
    <>
      {edited.length > 0 && (
        <div class="read-edits" aria-hidden="true">
          {edited.map((day) => (
            <i key={day} style={{ left: `${place(day)}%` }} />
          ))}
          {newest && (
            <span class={place(newest) > 50 ? 'is-late' : ''} style={{ left: `${place(newest)}%` }}>
              edited {shortDayWords(newest)}
            </span>
          )}
        </div>
      )}
      <div class="read-days" role="img" aria-label={label}>
        {all.map((day) => (
          <span
            key={day}
            style={{ blockSize: `${(100 * (reads.get(day) ?? 0)) / most}%` }}
            title={`${shortDayWords(day)}: ${reads.get(day) ?? 0}`}
          />
        ))}
      </div>
      <p class="tiny muted spread read-ends">
        <span>{shortDayWords(from)}</span>
        <span>{shortDayWords(to)}</span>
      </p>
      {days.length > 0 && (
        <details class="as-table">
          <summary>Show as a table</summary>
          <table class="tbl">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" class="r">
                  Reads
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, reads: count }) => (
                <tr key={day}>
                  <th scope="row">
                    {shortDayWords(day)}
                    {edited.includes(day) && ', edited'}
                  </th>
                  <td class="r">
                    <Rows
                      href={
                        maySeeAttempts(me)
                          ? attemptsAddress({ ...looking, period: null, from: day, to: day }, { read: health.slug })
                          : null
                      }
                      label={`${shortDayWords(day)}: ${countWords(count, 'read', 'reads')}`}
                    >
                      {count}
                    </Rows>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}
