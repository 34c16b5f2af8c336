// What changed of a request since the version that somebody read: for the 412 that shows both versions.
import type { ChangedSince } from '../../contract/api/ticket-work.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { fieldLabel, fieldOf, type NameOf, valueLabel } from './history-words.ts';
import { namesOfPeople } from './people-names.queries.ts';
import { isAskedToRead, LINES_OF_KIND } from './second-reading.queries.ts';
import { etagOf, ticketDetail } from './ticket-detail.ts';

/** So much of a message stands in the list of changes; all of it stands in `current`. */
const EXCERPT = 200;

interface Change extends ChangedSince {
  actor: string;
}

/** True where one of the tags in `If-Match` is the present version. */
export function isCurrent(ifMatch: string, ticket: TicketRow): boolean {
  return tagsOf(ifMatch).includes(etagOf(ticket));
}

/** Refuses anything but the present version. @throws AppError stale with `current` and `changed`. */
export async function requireCurrent(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  ticket: TicketRow,
  ifMatch: string,
): Promise<void> {
  if (isCurrent(ifMatch, ticket)) return;
  throw await stale(trx, services, viewer, ticket, await changesSince(trx, services, ticket, ifMatch));
}

/**
 * For words and moves, which rarely get into each other's way: refuses only where somebody else moved the request or
 * wrote publicly since the version that was read. @throws AppError stale with `current` and `changed`.
 */
export async function requireNoNews(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  ticket: TicketRow,
  ifMatch: string | undefined,
): Promise<void> {
  if (ifMatch === undefined || isCurrent(ifMatch, ticket)) return;
  const changes = await changesSince(trx, services, ticket, ifMatch);
  const isNews = ({ field, actor }: Change) => (field === 'message' || field === 'status') && actor !== viewer.id;
  if (changes.some(isNews)) throw await stale(trx, services, viewer, ticket, changes);
}

async function stale(trx: Trx, services: Services, viewer: Viewer, ticket: TicketRow, changes: readonly Change[]) {
  const hidden = (await isAskedToRead(trx, viewer, ticket.id)) ? LINES_OF_KIND.map(fieldOf) : [];
  const changed = changes
    .filter(({ field }) => !hidden.includes(field))
    .map(({ actor: _actor, ...change }): ChangedSince => change);
  return new AppError('stale', { members: { current: await ticketDetail(trx, services, viewer, ticket), changed } });
}

async function changesSince(
  trx: Trx,
  services: Pick<Services, 'settings'>,
  ticket: TicketRow,
  ifMatch: string,
): Promise<Change[]> {
  const since = versionIn(ifMatch);
  const nameOf = await namesOfPeople(trx);
  const lines = await trx
    .selectFrom('ticket_history')
    .selectAll()
    .where('ticket_id', '=', ticket.id)
    .where('version', '>', since)
    .execute();
  const messages = await trx
    .selectFrom('ticket_message')
    .selectAll()
    .where('ticket_id', '=', ticket.id)
    .where('version', '>', since)
    .execute();
  const authorAt = new Map(messages.map((message) => [message.version, message.author]));
  const placed = [
    ...lines.map((line) => ({
      version: line.version,
      change: {
        field: fieldOf(line.what),
        label: fieldLabel(line.what),
        from: valueLabel(services.settings, nameOf, line.what, line.from_value),
        to: valueLabel(services.settings, nameOf, line.what, line.to_value),
        who: nameOf(line.actor),
        at: line.at,
        // What the product does because of somebody's words is theirs.
        actor: line.actor === 'system' ? (authorAt.get(line.version) ?? 'system') : line.actor,
      },
    })),
    ...messages.map((message) => ({ version: message.version, change: messageChange(message, nameOf) })),
  ];
  return placed.sort((a, b) => a.version - b.version).map(({ change }) => change);
}

function messageChange(
  message: { author: string; visibility: string; body: string; at: string },
  nameOf: NameOf,
): Change {
  const field = message.visibility === 'public' ? 'message' : 'note';
  const to = message.body.length > EXCERPT ? `${message.body.slice(0, EXCERPT - 1)}…` : message.body;
  return {
    field,
    label: fieldLabel(field),
    from: null,
    to,
    who: nameOf(message.author),
    at: message.at,
    actor: message.author,
  };
}

function tagsOf(ifMatch: string): string[] {
  return ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

/** The newest version that was named; 0, the beginning, where none can be read from it. */
function versionIn(ifMatch: string): number {
  return Math.max(0, ...tagsOf(ifMatch).map((tag) => Number(/^"v(\d{1,9})"$/.exec(tag)?.[1] ?? 0)));
}
