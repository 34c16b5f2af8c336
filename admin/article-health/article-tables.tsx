// The rows of an article's page: the requests after a read, and the words that led to it.
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { signedInAs } from '../session-model.ts';
import { endsWords } from './health-words.ts';

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

export function LedTable({ health }: { health: ArticleHealth }) {
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
                {sessions}
              </td>
              <td class="r" data-l="Place">
                {rank ?? '–'}
              </td>
              <td class="last">{endsWords(outcomes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
