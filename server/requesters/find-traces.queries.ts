// Finds all that is of one requester: by mail address, and by the references and tabs that are theirs alone.
import type { Trx } from '../db/database.ts';
import type { TicketRow } from '../tickets/find-ticket.queries.ts';
import { inParts } from './in-parts.ts';

export interface Traces {
  tickets: TicketRow[];
  /** The host's references to this person, those aside that it also gave to somebody with another address. */
  userRefs: string[];
  /** Tabs whose use belongs to this person. */
  sids: string[];
}

/** @param address lower case. */
export async function findTraces(trx: Trx, address: string): Promise<Traces> {
  const byAddress = await trx
    .selectFrom('ticket')
    .selectAll()
    .where('erased_at', 'is', null)
    .where((eb) =>
      eb.or([eb('requester_key', '=', address), eb(eb.fn<string>('lower', ['requester_email']), '=', address)]),
    )
    .orderBy('number')
    .execute();
  const userRefs = [
    ...new Set([...(await ownReferences(trx, address, byAddress)), ...(await addressesAsReferences(trx, address))]),
  ];
  const withoutAddress = await inParts(userRefs, (some) =>
    trx
      .selectFrom('ticket')
      .selectAll()
      .where('erased_at', 'is', null)
      .where('requester_email', 'is', null)
      .where('user_ref', 'in', some)
      .execute(),
  );
  const known = new Set(byAddress.map(({ id }) => id));
  const tickets = [...byAddress, ...withoutAddress.filter(({ id }) => !known.has(id))];
  const sessions = await inParts(userRefs, (some) =>
    trx.selectFrom('help_session').select('sid').where('user_ref', 'in', some).execute(),
  );
  const sids = new Set([
    ...tickets.flatMap(({ sid }) => (sid === null ? [] : [sid])),
    ...sessions.map(({ sid }) => sid),
  ]);
  return { tickets, userRefs, sids: [...sids] };
}

/** Where the host calls people by their addresses, also on sessions that led to no request. */
async function addressesAsReferences(trx: Trx, address: string): Promise<string[]> {
  const found: (string | null)[] = [];
  for (const table of ['ticket', 'help_session'] as const) {
    const rows = await trx
      .selectFrom(table)
      .select('user_ref')
      .distinct()
      .where((eb) => eb(eb.fn<string>('lower', ['user_ref']), '=', address))
      .execute();
    found.push(...rows.map(({ user_ref }) => user_ref));
  }
  return found.filter((reference) => reference !== null);
}

/** A host that calls everybody `guest` must not have everybody erased with one of them. */
async function ownReferences(trx: Trx, address: string, tickets: readonly TicketRow[]): Promise<string[]> {
  const candidates = [...new Set(tickets.flatMap(({ user_ref }) => (user_ref === null ? [] : [user_ref])))];
  const others = await inParts(candidates, (some) =>
    trx
      .selectFrom('ticket')
      .select('user_ref')
      .distinct()
      .where('user_ref', 'in', some)
      .where('requester_email', 'is not', null)
      .where((eb) => eb(eb.fn<string>('lower', ['requester_email']), '!=', address))
      .execute(),
  );
  const shared = new Set(others.map(({ user_ref }) => user_ref));
  return candidates.filter((reference) => !shared.has(reference));
}
