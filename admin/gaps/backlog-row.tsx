// One gap of the backlog: what it is, what to do, for how many, what its score is made of, who has it.
import type { GapRow } from '../../contract/api/gaps.ts';
import { partWords } from '../../contract/words/share-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Arm } from '../ui/badges.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Order } from './backlog-order.ts';
import { causeOf } from './backlog-order.ts';
import { MOST_WEEKS_NAMED, placeWords, scoreMade, weeksWords, whichWeeks } from './backlog-words.ts';
import { weeksIn } from './days.ts';
import { ACTION_WORDS, causeWords, GAP_ICONS, RECURRENCE_WORDS, STATE_WORDS } from './gap-names.ts';
import { attemptsAddress, gapAddress, type Looking, requestsAddress } from './gaps-address.ts';
import { Rows } from './panel.tsx';
import { costWords, countWords, plainNumber } from './rate-words.ts';
import { isCutShort, onceWords } from './recurrence-words.ts';

const confidence = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 2 });

interface Props {
  row: GapRow;
  /** By score, from 1. */
  place: number;
  looking: Looking;
  /** The score that fills a bar. */
  highest: number;
  order: Order;
  /** This person may open requests. */
  seesRequests: boolean;
  /** And attempts one by one. */
  seesAttempts: boolean;
  /** Something happened to it since the reader last looked. */
  isChanged: boolean;
  /** It is in the strip of sudden rises. */
  isRising: boolean;
}

export function BacklogRowView({
  row,
  place,
  looking,
  highest,
  order,
  isChanged,
  isRising,
  seesRequests,
  seesAttempts,
}: Props) {
  const requests = seesRequests ? requestsAddress(looking, { gap: row.key }) : null;
  const behind = countWords(row.tickets, 'request', 'requests');
  const ordered = order === 'effort' ? row.score_per_effort : row.score;
  return (
    <tr>
      <td class="first r muted hide">{place}</td>
      <td class="gap-cell">
        <a class="gap-title" href={gapAddress(looking, row.key)}>
          <bdi>{row.title}</bdi>
        </a>
        <span class="row wrap gap-badges">
          <CauseBadge subKind={row.sub_kind} />
          <RecurrenceBadge recurrence={row.recurrence} />
          {isRising && (
            <span class="badge over">
              <Icon name="rise" />
              Sudden rise
            </span>
          )}
          {row.trend && (
            <span class="badge">
              <Icon name={row.trend === 'up' ? 'up' : 'down'} />
              {row.trend === 'up' ? 'More than before' : 'Fewer than before'}
            </span>
          )}
          {isCutShort(row, looking) && <span class="small muted">{onceWords(looking)}</span>}
          {isChanged && <span class="badge good">Changed</span>}
        </span>
      </td>
      <td>
        <Arm verb={ACTION_WORDS[row.action]} isSoft />
      </td>
      <td class="r" data-l="People">
        <span>
          <Rows href={requests} label={`${row.title}: ${countWords(row.users, 'person', 'people')}, ${behind}`}>
            <b>{row.users}</b>
          </Rows>
          {row.users_share !== null && <span class="muted"> {partWords(row.users_share)}</span>}
          {row.silent_demand > 0 && (
            <span class="five">
              <Rows
                href={seesAttempts ? attemptsAddress(looking, { gap: row.key }) : null}
                label={`${row.title}: +${row.silent_demand} silent, attempts without a word`}
              >
                +{row.silent_demand} silent
              </Rows>
            </span>
          )}
        </span>
      </td>
      <td class="r hide" data-l="Requests">
        <Rows href={requests} label={`${row.title}: ${behind}`}>
          {row.tickets}
        </Rows>
      </td>
      <td class="r" data-l="Minutes">
        <span>
          <Rows href={requests} label={`${row.title}: ${countWords(row.minutes, 'minute', 'minutes')} for ${behind}`}>
            <b>{plainNumber(row.minutes)}</b>
          </Rows>
          <span class="five">cost {costWords(row.cost)}</span>
        </span>
      </td>
      <td class="r hide" data-l="Minutes each">
        {plainNumber(row.minutes_per_ticket)}
      </td>
      <td class="r hide" data-l="Severity">
        {plainNumber(row.severity)}
      </td>
      <td data-l="Weeks">
        <Weeks weeks={row.weeks} looking={looking} />
      </td>
      <td class="r hide" data-l="Confidence">
        {confidence.format(row.confidence)}
      </td>
      <td class="r" data-l={order === 'effort' ? 'Per effort' : 'Score'}>
        <span title={scoreMade(row)}>
          <span class="rank">{ordered === null ? 'not said' : ordered.toFixed(1)}</span>
          <span class="scorebar" aria-hidden="true">
            <span style={{ inlineSize: `${highest > 0 ? (100 * row.score) / highest : 0}%` }} />
          </span>
          <span class="five">{placeWords(row)}</span>
        </span>
      </td>
      <td class="last" data-l="Owner">
        <span class="row">
          <Avatar name={row.owner?.name ?? null} />
          <span>{STATE_WORDS[row.state]}</span>
        </span>
      </td>
    </tr>
  );
}

export function CauseBadge({ subKind }: { subKind: GapRow['sub_kind'] }) {
  return (
    <span class={`badge${subKind === null ? ' k-product' : ''}`}>
      <Icon name={GAP_ICONS[causeOf({ sub_kind: subKind })]} />
      {causeWords(subKind)}
    </span>
  );
}

export function RecurrenceBadge({ recurrence }: { recurrence: GapRow['recurrence'] }) {
  const how = recurrence ?? 'quiet';
  return <span class={`badge is-${how}`}>{RECURRENCE_WORDS[how]}</span>;
}

/** The weeks of the window, those with a request filled; of many weeks only how many. */
export function Weeks({ weeks, looking }: { weeks: readonly string[]; looking: Pick<Looking, 'from' | 'to'> }) {
  const all = weeksIn(looking.from, looking.to);
  const words = whichWeeks(weeks, all);
  if (all.length > MOST_WEEKS_NAMED) return <span class="small muted">{weeksWords(weeks, all)}</span>;
  return (
    <span class="gap-weeks" role="img" aria-label={words} title={words}>
      {all.map(({ name }) => (
        <i key={name} class={weeks.includes(name) ? 'on' : ''} />
      ))}
    </span>
  );
}
