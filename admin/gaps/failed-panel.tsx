// "Searches that failed": people's own words that found nothing, and what to do about each.
import { useState } from 'preact/hooks';
import { signedInAs } from '../session-model.ts';
import { Arm } from '../ui/badges.tsx';
import { csvAddress } from './backlog-panel.tsx';
import { askedWords, failedSaid, hiddenWords, otherPhrases, searchesWords } from './failed-words.ts';
import { articleAddress, attemptsAddress, gapAddress, serverQuery } from './gaps-address.ts';
import type { Figures } from './gaps-model.ts';
import { Panel, Rows } from './panel.tsx';
import { countWords } from './rate-words.ts';

/** More of them come when they are asked for. */
const SHOWN = 8;

export function FailedPanel({ figures, seesAttempts }: { figures: Figures; seesAttempts: boolean }) {
  const [shown, setShown] = useState(SHOWN);
  const { desk } = signedInAs();
  const { looking, reports, titles } = figures;
  const failed = reports.failed_searches.data;
  const titleOf = (slug: string) => titles[slug] ?? slug;
  const to = (behind: Parameters<typeof attemptsAddress>[1]) =>
    seesAttempts ? attemptsAddress(looking, behind) : null;
  const found = to({ with: 'zero_results' });
  const ended = to({ outcome: 'unanswered', reason: 'zero_results' });
  return (
    <Panel
      question="Searches that failed"
      said={failedSaid(failed, reports.zero_result_rate.data, titleOf)}
      width={7}
      foot={
        <p class="spread wrap">
          <span>{hiddenWords(failed.hidden, desk.k_sessions)}</span>
          {found && <a href={found}>Attempts in which a search found nothing</a>}
          {ended && <a href={ended}>Attempts that ended with nothing found</a>}
          <a href={csvAddress('failed_searches', serverQuery(looking))} download>
            Download as CSV
          </a>
        </p>
      }
    >
      {failed.rows.length > 0 && (
        <div class="gaps-flush">
          <table class="tbl cards">
            <caption class="sr">Words that found nothing</caption>
            <thead>
              <tr>
                <th scope="col" class="first">
                  People’s words
                </th>
                <th scope="col" class="r">
                  Found nothing
                </th>
                <th scope="col" class="r">
                  Opened nothing
                </th>
                <th scope="col" class="r">
                  Then asked
                </th>
                <th scope="col" class="last">
                  Next
                </th>
              </tr>
            </thead>
            <tbody>
              {failed.rows.slice(0, shown).map((row) => (
                <tr key={row.label}>
                  <td class="first">
                    <b class="gap-title">
                      “<bdi>{row.label}</bdi>”
                    </b>
                    <bdi class="five">{otherPhrases(row)}</bdi>
                  </td>
                  <td class="r wide" data-l="Found nothing">
                    <span>
                      <Rows
                        href={to({ with: 'zero_results', searched: row.label })}
                        label={`“${row.label}” found nothing: ${countWords(row.sessions, 'attempt', 'attempts')}`}
                      >
                        {countWords(row.sessions, 'attempt', 'attempts')}
                      </Rows>
                      <span class="five">{searchesWords(row)}</span>
                    </span>
                  </td>
                  <td class="r" data-l="Opened nothing">
                    <Rows
                      href={row.no_click > 0 ? to({ with: 'no_click', searched: row.label }) : null}
                      label={`“${row.label}”, nothing opened: ${countWords(row.no_click, 'search', 'searches')}`}
                    >
                      {row.no_click}
                    </Rows>
                  </td>
                  <td class="r" data-l="Then asked">
                    <Rows
                      href={
                        row.asked > 0 ? to({ with: 'zero_results', searched: row.label, outcome: 'escalated' }) : null
                      }
                      label={`“${row.label}”, then asked: ${askedWords(row)}`}
                    >
                      <span class="nowrap">{askedWords(row)}</span>
                    </Rows>
                  </td>
                  <td class="last">
                    <Arm
                      verb={row.best_article ? 'Add the word' : 'Write'}
                      {...(!row.best_article && row.gap ? { href: gapAddress(looking, row.gap) } : {})}
                      label={`Write about “${row.label}”`}
                      isSoft
                    />
                    <span class="five">
                      {row.best_article ? (
                        <>
                          to{' '}
                          <Rows href={articleAddress(looking, row.best_article)} label={titleOf(row.best_article)}>
                            {titleOf(row.best_article)}
                          </Rows>
                        </>
                      ) : (
                        'no article is known to answer it'
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {failed.rows.length > shown && (
            <p class="gaps-more-rows">
              <button type="button" class="btn" onClick={() => setShown(shown + 5 * SHOWN)}>
                Show more ({shown} of {failed.rows.length})
              </button>
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
