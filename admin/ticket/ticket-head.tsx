// The head of a request: the way back and on, what it is called, who else is here, its status and who has it.

import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { Avatar } from '../ui/avatar.tsx';
import { LateBadge, UrgentBadge } from '../ui/badges.tsx';
import { Choose } from '../ui/choose.tsx';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { Moment, spanWords } from '../ui/time.tsx';
import type { PlaceInView } from './place-in-view.ts';
import { statusChoices } from './status-moves.ts';
import type { TicketOnPage } from './ticket-model.ts';
import { presenceWords, requesterName } from './ticket-words.ts';

interface HeadProps {
  ticket: TicketDetail;
  model: TicketOnPage;
  desk: Desk;
  me: { email: string };
  place: PlaceInView | null;
  /** Counted up by the keys S and A. */
  openings: { status: number; assign: number };
  onMove: (status: string) => void;
  onMerge: () => void;
  onHistory: () => void;
  onGo: (number: number) => void;
}

export function TicketHead(props: HeadProps) {
  const { ticket, model, desk, me, openings } = props;
  const assignees = assigneeChoices(ticket, desk, me.email);
  return (
    <header class="thead">
      <div class="grow">
        <Crumbs place={props.place} onGo={props.onGo} />
        <h1 class="h-record" tabIndex={-1} id="request-head">
          <bdi>{ticket.subject}</bdi>
        </h1>
        <p class="small muted facts">
          <span class="row wrap">
            {ticket.priority === 'urgent' && <UrgentBadge />}
            <span class="fact num">{ticket.number}</span>
            <span class="fact">
              <bdi>{requesterName(ticket.requester)}</bdi>
            </span>
            {ticket.requester.name && ticket.requester.email && <span class="fact">{ticket.requester.email}</span>}
            <PromiseFact ticket={ticket} />
            {ticket.restricted && (
              <span class="fact row">
                <Icon name="lock" />
                only its named readers see this
              </span>
            )}
          </span>
        </p>
        <PresenceFact model={model} />
      </div>
      <div class="row wrap acts">
        {/* Whoever may move nothing gets no button for it. */}
        {ticket.may.answer ? (
          <Choose
            label="Status"
            align="end"
            prefix="Status:"
            openings={openings.status}
            choices={statusChoices(ticket, desk).map((one) => ({
              key: one.key,
              label: one.label,
              hint: one.is === 'refused' ? undefined : `They read: ${one.publicLabel}`,
              isCurrent: one.is === 'current',
              refusal: one.why,
            }))}
            onChoose={props.onMove}
          >
            {ticket.status_label} <kbd>S</kbd> <Icon name="down" />
          </Choose>
        ) : (
          <span class="small">
            <span class="muted">Status:</span> <b>{ticket.status_label}</b>
          </span>
        )}
        {ticket.may.route && (
          <Choose
            label="Assign to"
            align="end"
            prefix={ticket.assignee ? 'Assigned to' : ''}
            openings={openings.assign}
            choices={assignees}
            onChoose={(key) => model.patch({ assignee: key === '' ? null : key })}
          >
            {ticket.assignee ? (
              <>
                <span aria-hidden="true">
                  <Avatar name={ticket.assignee_name ?? ticket.assignee} />
                </span>
                <span class="clip">{ticket.assignee_name ?? ticket.assignee}</span>
              </>
            ) : (
              'Assign'
            )}{' '}
            <kbd>A</kbd>
          </Choose>
        )}
        <Menu label="More: merge, history" button={<Icon name="list" />}>
          {ticket.may.merge && !ticket.is_merged && (
            <button type="button" role="menuitem" onClick={props.onMerge}>
              Merge into another request
            </button>
          )}
          <button type="button" role="menuitem" onClick={props.onHistory}>
            History
          </button>
          <button type="button" role="menuitem" onClick={() => model.refresh()}>
            Read it again
          </button>
        </Menu>
      </div>
    </header>
  );
}

function Crumbs({ place, onGo }: { place: PlaceInView | null; onGo: (number: number) => void }) {
  return (
    <p class="crumbs">
      <a class="quiet clip" href={place?.href ?? '/admin'}>
        {place?.name ?? 'Queue'}
      </a>
      {place && (place.position !== null || place.next !== null) && (
        <>
          <span class="num">{place.position ? `${place.position} of ${place.total}` : 'no longer in this view'}</span>
          <button
            type="button"
            class="btn icon tight"
            aria-label="Previous request, K"
            aria-disabled={place.previous === null}
            onClick={() => place.previous !== null && onGo(place.previous)}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            class="btn icon tight"
            aria-label="Next request, J"
            aria-disabled={place.next === null}
            onClick={() => place.next !== null && onGo(place.next)}
          >
            <Icon name="down" />
          </button>
        </>
      )}
    </p>
  );
}

function PromiseFact({ ticket: { promise, reply_expected, first_reply_at } }: { ticket: TicketDetail }) {
  if (promise.state === 'none' || !reply_expected) return <span class="fact">no reply expected</span>;
  // Closed without a word, or answered with another one.
  if (promise.state === 'kept' && first_reply_at === null) return null;
  if (promise.state === 'kept') return <span class="fact">answered in time</span>;
  if (promise.state === 'broken') return <span class="fact">answered later than promised</span>;
  const left = promise.minutes_left === null ? '' : spanWords(promise.minutes_left / 60);
  if (promise.state === 'late')
    return (
      <LateBadge>
        late since <Moment at={promise.respond_by} />
        {promise.minutes_left ? `, ${left} of support hours` : ''}
      </LateBadge>
    );
  const isToday = new Date(promise.respond_by).toDateString() === new Date().toDateString();
  return (
    <span class="fact">
      answer by <Moment at={promise.respond_by} />
      {left && ` (${left} ${isToday ? 'left' : 'of support hours left'})`}
    </span>
  );
}

function PresenceFact({ model }: { model: TicketOnPage }) {
  const others = model.others.value;
  return (
    <p class="row small here" role="status">
      {others.length > 0 && (
        <>
          <Icon name={others.some(({ state }) => state === 'typing') ? 'pen' : 'eye'} />
          <b>{presenceWords(others)}</b>
        </>
      )}
    </p>
  );
}

/** Oneself first, then the others, then nobody. Somebody who left is shown as long as it is theirs. */
export function assigneeChoices(ticket: TicketDetail, desk: Desk, myEmail: string) {
  const people = desk.people.filter(({ assignable, email }) => assignable || email === ticket.assignee);
  const mineFirst = people.toSorted((a, b) => Number(b.email === myEmail) - Number(a.email === myEmail));
  return [
    ...mineFirst.map(({ email, name, left }) => ({
      key: email,
      label: email === myEmail ? `${name} (you)` : name,
      hint: left ? 'no longer works here' : email,
      isCurrent: email === ticket.assignee,
    })),
    { key: '', label: 'Nobody', hint: 'back to the team', isCurrent: ticket.assignee === null },
  ];
}
