// One article of the list: its reads, votes and the requests after it, each with its rows, its flags and its last edit.
import type { ArticleRow } from '../../contract/api/article-health.ts';
import { dayWords } from '../gaps/days.ts';
import { verdictWords } from '../gaps/edit-words.ts';
import {
  articleAddress,
  attemptsAddress,
  type Looking,
  maySeeAttempts,
  requestsAddress,
} from '../gaps/gaps-address.ts';
import { Rows } from '../gaps/panel.tsx';
import { signedInAs } from '../session-model.ts';
import { FLAG_WORDS, STATE_NOTES } from './health-words.ts';

export function ArticleLine({ row, looking }: { row: ArticleRow; looking: Looking }) {
  const { me } = signedInAs();
  const attempts = (count: number, behind: Parameters<typeof attemptsAddress>[1]) =>
    count > 0 && maySeeAttempts(me) ? attemptsAddress(looking, behind) : null;
  const requests = (count: number, behind: Record<string, string>) =>
    count > 0 && me.can.list_tickets ? requestsAddress(looking, { read_article: row.slug, ...behind }) : null;
  const name = row.title ?? row.slug;
  return (
    <tr>
      <td class="gap-cell">
        <a class="gap-title" href={articleAddress(looking, row.slug)}>
          <bdi>{name}</bdi>
        </a>
        <span class="five mono">{[row.slug, STATE_NOTES[row.state]].filter(Boolean).join(', ')}</span>
      </td>
      <td class="r" data-l="Reads">
        <Rows href={attempts(row.reads, { read: row.slug })} label={`${name}: ${row.reads} reads`}>
          {row.reads}
        </Rows>
      </td>
      <td class="r" data-l="Yes, no">
        <span>
          <Rows href={attempts(row.yes, { said_yes: row.slug })} label={`${name}: ${row.yes} yes`}>
            {row.yes}
          </Rows>
          ,{' '}
          <Rows href={attempts(row.no, { said_no: row.slug })} label={`${name}: ${row.no} no`}>
            {row.no}
          </Rows>
        </span>
      </td>
      <td class="r" data-l="Asked after it">
        <Rows href={requests(row.tickets, {})} label={`${name}: ${row.tickets} asked after it`}>
          {row.tickets}
        </Rows>
      </td>
      <td class="r" data-l="Not clear">
        <span>
          <Rows href={requests(row.unclear, { read_as: 'unclear' })} label={`${name}: ${row.unclear} not clear`}>
            {row.unclear}
          </Rows>
          {row.reads > 0 && <span class="muted"> of {row.reads}</span>}
        </span>
      </td>
      <td>
        <span class="row wrap">
          {row.flags.map((flag) => (
            <span key={flag} class="badge over">
              {FLAG_WORDS[flag]}
            </span>
          ))}
        </span>
      </td>
      <td data-l="Last edit">
        {row.last_edit ? (
          <span>
            {dayWords(row.last_edit.at.slice(0, 10))}
            <span class="five">{verdictWords(row.last_edit)}</span>
          </span>
        ) : (
          <span class="muted">none lately</span>
        )}
      </td>
    </tr>
  );
}
