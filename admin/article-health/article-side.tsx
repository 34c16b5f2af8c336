// Beside an article: votes, reads by day, what it fails for, the gaps that it is the answer of, words for a pull request.
import { useState } from 'preact/hooks';
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { addDays, shortDayWords } from '../gaps/days.ts';
import { gapAddress, type Looking } from '../gaps/gaps-address.ts';
import { chanceWords, countWords, shareWords } from '../gaps/rate-words.ts';
import { announce } from '../ui/announce.tsx';
import { noReasonsWords, pullRequestWords } from './health-words.ts';

/** Votes that a share takes (METHOD 8.2). */
const MIN_VOTES = 10;
const CAUSES = ['unclear', 'unfindable', 'not_looked', 'missing'] as const;

export function ArticleSide({ health, looking }: { health: ArticleHealth; looking: Looking }) {
  const { yes, no, helpful, answer_of: answers } = health;
  return (
    <div class="col">
      <section class="panel" aria-labelledby="votes-head">
        <div class="hd">
          <h2 class="h-sec" id="votes-head">
            Votes
          </h2>
        </div>
        <div class="bd stack">
          <p>
            <b>
              {yes} yes, {no} no.
            </b>{' '}
            <span class="muted">{noReasonsWords(health.no_reasons)}</span>
          </p>
          {helpful.value === null ? (
            <p class="withheld">
              <b>
                No rate yet: {helpful.den} of {MIN_VOTES} votes.
              </b>
            </p>
          ) : (
            <p class="small muted">
              {shareWords(helpful)} said yes{chanceWords(helpful) && ', allowing for chance'}.
            </p>
          )}
        </div>
      </section>
      <section class="panel" aria-labelledby="reads-head">
        <div class="hd">
          <h2 class="h-sec" id="reads-head">
            Reads, by day
          </h2>
        </div>
        <div class="bd">
          <Days health={health} />
        </div>
      </section>
      <section class="panel" aria-labelledby="answers-head">
        <div class="hd">
          <h2 class="h-sec" id="answers-head">
            It was the answer
          </h2>
          <p class="small muted">Requests that it answers, by why they had to ask.</p>
        </div>
        <div class="bd">
          <ul class="words">
            {CAUSES.map((cause) => (
              <li key={cause} class="spread small">
                {answers[cause] > 0 ? (
                  <a href={gapAddress(looking, `${cause}:${health.slug}`)}>{SUB_KIND_WORDS[cause]}</a>
                ) : (
                  <span>{SUB_KIND_WORDS[cause]}</span>
                )}
                <b>{answers[cause]}</b>
              </li>
            ))}
          </ul>
        </div>
      </section>
      {(health.fails_for.length > 0 || health.fails_for_hidden > 0) && (
        <section class="panel" aria-labelledby="fails-head">
          <div class="hd">
            <h2 class="h-sec" id="fails-head">
              It fails for
            </h2>
          </div>
          <div class="bd">
            <ul class="words">
              {health.fails_for.map(({ label, tickets, sessions }) => (
                <li key={label} class="spread small">
                  <bdi>{label}</bdi>
                  <span class="muted">
                    {countWords(tickets, 'request', 'requests')}, {countWords(sessions, 'attempt', 'attempts')}
                  </span>
                </li>
              ))}
            </ul>
            {health.fails_for_hidden > 0 && (
              <p class="small muted">
                {countWords(health.fails_for_hidden, 'other phrase is', 'other phrases are')} hidden: fewer than 3
                people used each.
              </p>
            )}
          </div>
        </section>
      )}
      <PullRequest health={health} />
    </div>
  );
}

/** Columns by day, with the days of edits marked; the same as a table behind. */
function Days({ health }: { health: ArticleHealth }) {
  const { from, to, days, edits } = health;
  const reads = new Map(days.map(({ day, reads: count }) => [day, count]));
  const all: string[] = [];
  for (let day = from; day <= to && all.length < 1_500; day = addDays(day, 1)) all.push(day);
  const most = Math.max(1, ...reads.values());
  const edited = new Set(edits.map(({ at }) => at.slice(0, 10)));
  const label = `${countWords(health.reads, 'read', 'reads')} from ${shortDayWords(from)} to ${shortDayWords(to)}, at most ${most} a day`;
  return (
    <>
      <div class="read-days" role="img" aria-label={label}>
        {all.map((day) => (
          <span
            key={day}
            class={edited.has(day) ? 'is-edited' : ''}
            style={{ blockSize: `${(100 * (reads.get(day) ?? 0)) / most}%` }}
            title={`${shortDayWords(day)}: ${reads.get(day) ?? 0}`}
          />
        ))}
      </div>
      <p class="tiny muted spread">
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
                    {edited.has(day) && ', edited'}
                  </th>
                  <td class="r">{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

function PullRequest({ health }: { health: ArticleHealth }) {
  const [isCopied, setCopied] = useState(false);
  const words = pullRequestWords(health);
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => {
        setCopied(true);
        announce('Copied.');
      },
      () => announce('It could not be copied: mark the words and copy them.'),
    );
  return (
    <section class="panel" aria-labelledby="pull-head">
      <div class="hd">
        <h2 class="h-sec" id="pull-head">
          For the pull request
        </h2>
      </div>
      <div class="bd stack">
        <pre class="pull-words">{words}</pre>
        <button type="button" class="btn" onClick={copy}>
          {isCopied ? 'Copied' : 'Copy'}
        </button>
      </div>
    </section>
  );
}
