// "How many people does it affect?": the gaps that most of those who asked met, each with its requests.
import type { GapRow } from '../../contract/api/gaps.ts';
import { partWords } from '../../contract/words/share-words.ts';
import { signedInAs } from '../session-model.ts';
import { addressFor, type Looking, requestsAddress } from './gaps-address.ts';
import { Panel, Rows } from './panel.tsx';

/** The gaps by how many of all who asked they affect. */
export function Affected({ gaps, looking }: { gaps: readonly GapRow[]; looking: Looking }) {
  const { me } = signedInAs();
  const rows = gaps.toSorted((a, b) => b.users - a.users).slice(0, 8);
  const [first] = rows;
  const also = 'Somebody who met two gaps counts in both, so that the shares do not add up.';
  const share = first?.users_share == null ? '' : ` (${partWords(first.users_share)} of all who asked)`;
  return (
    <Panel
      question="How many people does it affect?"
      said={
        first
          ? {
              say: `“${first.title}” affects most: ${first.users === 1 ? 'one person' : `${first.users} people`}${share}.`,
              also,
            }
          : { say: 'No gap in these days.', also: '' }
      }
    >
      <ol class="affected">
        {rows.map((row) => (
          <li key={row.key}>
            <a href={addressFor(`/admin/gaps/${encodeURIComponent(row.key)}`, looking)}>
              <bdi>{row.title}</bdi>
            </a>
            <span class="small muted">
              <Rows
                href={me.can.list_tickets ? requestsAddress(looking, { gap: row.key }) : null}
                label={`${row.title}: ${row.users} people, ${row.tickets} requests`}
              >
                {row.users}
              </Rows>
              {row.users_share !== null && `, ${partWords(row.users_share)}`}
            </span>
            <span class="affected-bar" aria-hidden="true">
              <span style={{ inlineSize: `${100 * (row.users_share ?? 0)}%` }} />
            </span>
          </li>
        ))}
      </ol>
      <p class="small">
        <a href={`${addressFor('/admin/gaps', looking, { order: 'users' })}#backlog`}>The backlog by people</a>
        {' · '}
        <a href={`${addressFor('/admin/gaps', looking, { order: 'minutes' })}#backlog`}>by minutes</a>
        {' · '}
        <a href={`${addressFor('/admin/gaps', looking)}#backlog`}>by score</a>
      </p>
    </Panel>
  );
}
