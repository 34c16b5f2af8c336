// The rows of an article's page: the requests after a read, and the words that led to it.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { attemptsAddress, type Looking, maySeeAttempts } from '../gaps/gaps-address.ts';
import { Rows } from '../gaps/panel.tsx';
import { countWords } from '../gaps/rate-words.ts';
import { signedInAs } from '../session-model.ts';

const ATTRIBUTION_WORDS = {
  unclear: 'Not clear',
  wrong_article: 'Needed another article',
  product_defect: 'Fault of the product',
  other: 'Something else',
  unattributed: 'Not attributed',
};

export function AfterTable({ health }: { health: ArticleHealth }) {
  const { me } = signedInAs();
  return (
    <table class="tbl">
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Day</th>
          <th scope="col">Counts as</th>
        </tr>
      </thead>
      <tbody>
        {health.requests.map(({ number, subject, submitted_at, attribution }) => (
          <tr key={number}>
            <th scope="row">{me.can.list_tickets ? <a href={`/admin/requests/${number}`}>{subject}</a> : subject}</th>
            <td class="nowrap">{submitted_at.slice(0, 10)}</td>
            <td>{ATTRIBUTION_WORDS[attribution]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ENDS = [
  ['answered', 'answered'],
  ['possibly_answered', 'possibly'],
  ['unanswered', 'left'],
  ['escalated', 'asked'],
] as const;

export function LedTable({ health, looking }: { health: ArticleHealth; looking: Looking }) {
  const { me } = signedInAs();
  const to = (searched: string, outcome?: string) =>
    maySeeAttempts(me) ? attemptsAddress(looking, { searched, led_to: health.slug, outcome }) : null;
  return (
    <div class="gaps-flush">
      <table class="tbl cards">
        <thead>
          <tr>
            <th scope="col" class="first">
              Words
            </th>
            <th scope="col" class="r">
              Opened it
            </th>
            <th scope="col" class="r">
              Place
            </th>
            <th scope="col" class="last">
              Then
            </th>
          </tr>
        </thead>
        <tbody>
          {health.led_here.map(({ label, phrases, sessions, rank, outcomes }) => (
            <tr key={label}>
              <td class="first">
                <b>
                  <bdi>{label}</bdi>
                </b>
                <bdi class="five">{phrases.filter((phrase) => phrase !== label).join(' · ')}</bdi>
              </td>
              <td class="r" data-l="Opened it">
                <Rows href={to(label)} label={`“${label}”: ${countWords(sessions, 'attempt', 'attempts')}`}>
                  {sessions}
                </Rows>
              </td>
              <td class="r" data-l="Place">
                {rank ?? '–'}
              </td>
              <td class="last" data-l="Then">
                <span>
                  {ENDS.filter(([name]) => outcomes[name] > 0).map(([name, words], at) => (
                    <span key={name}>
                      {at > 0 && ', '}
                      <Rows href={to(label, name)} label={`“${label}”: ${outcomes[name]} ${words}`}>
                        {outcomes[name]} {words}
                      </Rows>
                    </span>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
