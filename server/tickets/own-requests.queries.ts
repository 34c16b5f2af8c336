// Which requests are somebody's own, where the product's own server has signed who asks: a condition that each read shares.
import type { ExpressionBuilder } from 'kysely';
import type { MyRequests } from '../../contract/api/my-requests.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Database, Db } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { identitySecret, personOf, readIdentityToken } from '../identity/identity-token.ts';
import type { Services } from '../services.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { requesterMessages } from './requester-messages.queries.ts';
import { mayConfirm } from './requester-view.ts';
import { publicStatus } from './workflow-of.ts';

/** Somebody whom a site's server has signed. */
export interface Owner {
  site: string;
  person: string;
  /** Lower case, and only where the product has seen that they read mail there. */
  email: string | null;
}

type KeyAndTime = Pick<Services, 'secretKey' | 'clock'>;

/** @throws AppError identity_invalid for a token that is not exactly right for this site. */
export function ownerBy(services: KeyAndTime, site: string, token: string): Owner {
  const now = Math.floor(services.clock.now().getTime() / 1_000);
  const { sub, email, email_verified } = readIdentityToken(token, identitySecret(services.secretKey, site), now);
  const person = personOf(services.secretKey, site, sub);
  return { site, person, email: email && email_verified ? email.toLowerCase() : null };
}

/** The same where the address does not say of which site. @throws AppError identity_invalid where the token is of none. */
export function ownerAtAnySite(services: KeyAndTime & Pick<Services, 'settings'>, token: string): Owner {
  for (const site of Object.keys(services.settings.sites)) {
    try {
      return ownerBy(services, site, token);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  throw new AppError('identity_invalid');
}

/**
 * What they sent while signed in, and what names an address at which they are known to read mail. A restricted request is
 * its own sender's alone: an address can be typed by anybody, so it does not lead there.
 */
function ownedBy({ site, person, email }: Owner) {
  return (eb: ExpressionBuilder<Database, 'ticket'>) =>
    eb.and([
      eb('ticket.site', '=', site),
      eb('ticket.erased_at', 'is', null),
      eb.or([
        eb(
          'ticket.id',
          'in',
          eb.selectFrom('ticket_person').select('ticket_person.ticket_id').where('ticket_person.person', '=', person),
        ),
        ...(email === null
          ? []
          : [
              eb.and([
                eb('ticket.requester_key', '=', email),
                eb('ticket.requester_email', 'is not', null),
                eb('ticket.restricted', '=', 0),
              ]),
            ]),
      ]),
    ]);
}

/** @throws AppError ticket_not_found alike for a number that is not there and for a request of somebody else. */
export async function findOwnTicket(db: Db, owner: Owner, number: string): Promise<TicketRow> {
  const wanted = /^\d{1,9}$/.test(number) ? Number(number) : 0;
  const ticket = await db
    .selectFrom('ticket')
    .selectAll()
    .where('number', '=', wanted)
    .where(ownedBy(owner))
    .executeTakeFirst();
  if (!ticket) throw new AppError('ticket_not_found');
  return ticket;
}

/** One page, newest first; `before` is the number after which it begins. */
export async function ownRequests(
  services: Pick<Services, 'db' | 'settings'>,
  owner: Owner,
  before: number | null,
): Promise<MyRequests> {
  const { db, settings } = services;
  const rows = await db
    .selectFrom('ticket')
    .selectAll()
    .where(ownedBy(owner))
    .$if(before !== null, (query) => query.where('number', '<', before ?? 0))
    .orderBy('number', 'desc')
    .limit(LIMITS.myRequestsPage + 1)
    .execute();
  const shown = rows.slice(0, LIMITS.myRequestsPage);
  const requests: MyRequests['requests'] = [];
  for (const ticket of shown) {
    const messages = await requesterMessages(db, ticket);
    requests.push({
      number: ticket.number,
      subject: ticket.subject,
      status: publicStatus(settings, ticket.status, ticket.locale),
      submitted_at: ticket.submitted_at,
      said_at: messages.at(-1)?.at ?? ticket.submitted_at,
      unread: messages.filter(({ isUnread }) => isUnread).length,
      asks: mayConfirm(services, ticket),
    });
  }
  return { requests, next_cursor: rows.length > shown.length ? String(shown.at(-1)?.number) : null };
}
