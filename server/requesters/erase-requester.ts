// Erases a requester: all that they wrote, did and were called. What is left of each request counts in figures and says
// nothing: its dates, team, kind, minutes and path, under a random name that stands for "the same person" and nobody.
import type { Erased } from '../../contract/api/requesters.ts';
import { removeAttachmentsOf } from '../attachments/store-attachments.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { forgetEvidence } from '../learning/keep-evidence.ts';
import type { TicketAccess, Viewer } from '../people/permissions.ts';
import { canReadTicket } from '../people/permissions.ts';
import { forgetPhrases } from '../phrases/forget-phrases.ts';
import { forgetRemovedWords, indexTicketText, removeFromSearch } from '../queue/ticket-search.ts';
import { type Clock, type Ids, nowText } from '../services.ts';
import { addHistory } from '../tickets/history.ts';
import { eraseMail } from './erase-mail.ts';
import { eraseMentions } from './erase-mentions.ts';
import { eraseUse } from './erase-use.ts';
import { findTraces } from './find-traces.queries.ts';
import { inParts } from './in-parts.ts';

type TicketRow = Awaited<ReturnType<typeof findTraces>>['tickets'][number];
type Session = Awaited<ReturnType<typeof eraseUse>>[number];

/** Lines of history that hold keys of the settings and numbers only, never words; "who, when, from, to" of them stays. */
const KEPT_LINES = [
  'status',
  'workflow',
  'category',
  'restricted',
  'enquiry_type',
  'target_group',
  'resolver_group',
  'assignee_id',
  'priority',
  'severity',
  'kind_confirmed',
  'other_kind',
  'sub_kind_confirmed',
  'root_cause',
  'answer',
  'csat',
  'handling_minutes',
  'spam_reasons',
];

export interface ErasedNow {
  erased: Erased;
  /** Ids for `removeFiles`, to be called after the commit. */
  files: string[];
}

/**
 * Consequences in order, all in the caller's transaction and any may fail: what the person did in the widget, their
 * requests with everything that hangs on them, the address in what others wrote, the search, the audit.
 * Asked a second time it finds nothing. `actor` counts only what they may see; the command line sees everything.
 */
export async function eraseRequester(
  trx: Trx,
  services: { clock: Clock; ids: Ids },
  actor: Viewer | 'command line',
  email: string,
  options: { dryRun?: boolean } = {},
): Promise<ErasedNow> {
  const address = email.trim().toLowerCase();
  const dryRun = options.dryRun === true;
  const { tickets, userRefs, sids } = await findTraces(trx, address);
  const ids = tickets.map(({ id }) => id);
  const sees = (ticket: TicketAccess) => actor === 'command line' || canReadTicket(actor, ticket);
  const seenTickets = tickets.filter(sees);
  const seen = seenTickets.map(({ id }) => id);
  const stays = new Set(ids);
  const mentions = await eraseMentions(trx, address, { dryRun, except: stays });
  const readable = await readableIds(trx, mentions, sees);
  const sessions = await eraseUse(trx, services, { sids, dryRun });
  const erased: Erased = {
    dry_run: dryRun,
    requests: seen.length,
    messages: await countOf(trx, 'ticket_message', seen),
    files: await countOf(trx, 'attachment', seen),
    sessions: seenSessions(sessions, seenTickets, { userRefs, address }).length,
    mentions: mentions.filter((ticket) => ticket === null || readable.has(ticket)).length,
  };
  if (dryRun) return { erased, files: [] };

  for (const sid of sids) await forgetEvidence(trx, { sid });
  const files = await inParts(ids, (some) => removeAttachmentsOf(trx, some));
  const person = `erased:${services.ids.uuid()}`;
  const survivors = await eraseWords(trx, ids);
  for (const ticket of tickets) await leaveHusk(trx, services, ticket, person, actor);
  await eraseMail(trx, address, tickets.length + sessions.length + mentions.length > 0);
  for (const ticket of new Set([...survivors, ...mentions])) if (ticket !== null) await indexTicketText(trx, ticket);
  if (tickets.length > 0 || mentions.length > 0) await forgetRemovedWords(trx);
  // Admins read the audit who may not know of restricted requests: those are not counted there.
  const open = tickets.filter(({ restricted }) => restricted === 0).length;
  await recordAudit(trx, services, actor, {
    what: 'requester_erased',
    detail: `Erased one requester, ${open === 1 ? '1 request' : `${open} requests`}.`,
  });
  return { erased, files };
}

/**
 * Those that are found by a request which the actor may see, or by the address itself: the number of any other would
 * tell that there is a request which they may not see.
 */
function seenSessions(
  sessions: readonly Session[],
  tickets: readonly TicketRow[],
  { userRefs, address }: { userRefs: readonly string[]; address: string },
): Session[] {
  const ids = new Set(tickets.map(({ id }) => id));
  const isSeen = (ref: string) => ref.toLowerCase() === address || tickets.some(({ user_ref }) => user_ref === ref);
  const refs = new Set<string | null>(userRefs.filter(isSeen));
  const tabs = new Set([
    ...tickets.map(({ sid }) => sid),
    ...sessions.filter(({ user_ref }) => refs.has(user_ref)).map(({ sid }) => sid),
  ]);
  return sessions.filter(({ sid, ticket_id }) => tabs.has(sid) && (ticket_id === null || ids.has(ticket_id)));
}

/** Removes all that hangs on these requests and holds words. @returns other requests whose searchable words have changed. */
async function eraseWords(trx: Trx, ids: readonly string[]): Promise<string[]> {
  const survivors = new Set<string>();
  await inParts(ids, async (some) => {
    // What other people wrote by the key of a request of theirs that was merged into one of these goes back to them.
    const guests = await trx
      .selectFrom('ticket_message')
      .select(['id', 'via_ticket_id'])
      .where('ticket_id', 'in', some)
      .where('via_ticket_id', 'is not', null)
      .where('via_ticket_id', 'not in', [...ids])
      .execute();
    for (const { id, via_ticket_id } of guests) {
      if (via_ticket_id === null) continue;
      survivors.add(via_ticket_id);
      await trx
        .updateTable('ticket_message')
        .set({ ticket_id: via_ticket_id, via_ticket_id: null })
        .where('id', '=', id)
        .execute();
    }
    const into = await trx.selectFrom('ticket_merge').select('into_id').where('ticket_id', 'in', some).execute();
    for (const { into_id } of into) if (!ids.includes(into_id)) survivors.add(into_id);
    await trx.deleteFrom('ticket_message').where('via_ticket_id', 'in', some).execute();
    // What somebody said of its kind counts on; nobody is asked any more.
    await trx.deleteFrom('second_reading').where('ticket_id', 'in', some).where('read_at', 'is', null).execute();
    for (const table of [
      'ticket_message',
      'ticket_trail',
      'ticket_draft',
      'ticket_person',
      'ticket_presence',
      'ticket_seen',
      'ticket_merge',
      'ticket_batch_item',
      'outbox',
      'idempotency',
    ] as const)
      await trx.deleteFrom(table).where('ticket_id', 'in', some).execute();
    return [];
  });
  return [...survivors];
}

/** What is left of a request: it counts, and is there for nobody. */
async function leaveHusk(
  trx: Trx,
  services: { clock: Clock; ids: Ids },
  ticket: TicketRow,
  person: string,
  actor: Viewer | 'command line',
): Promise<void> {
  await removeFromSearch(trx, ticket.id);
  const at = nowText(services.clock);
  await trx
    .updateTable('ticket')
    .set({
      subject: '',
      requester_name: null,
      requester_email: null,
      requester_key: person,
      user_ref: null,
      browser: null,
      fields: '{}',
      sid: null,
      phrase_id: null,
      kind_reasons_1: '[]',
      priority_reason: null,
      csat_comment: null,
      key_version: ticket.key_version + 1,
      version: ticket.version + 1,
      updated_at: at,
      erased_at: at,
    })
    .where('id', '=', ticket.id)
    .execute();
  if (ticket.phrase_id !== null) await forgetPhrases(trx, [ticket.phrase_id]);
  const lines = await trx
    .selectFrom('ticket_history')
    .selectAll()
    .where('ticket_id', '=', ticket.id)
    .where('what', 'in', KEPT_LINES)
    .execute();
  // The database lets go of lines now that `erased_at` is set, and still lets none be changed.
  await trx.deleteFrom('ticket_history').where('ticket_id', '=', ticket.id).execute();
  for (const line of lines)
    await trx
      .insertInto('ticket_history')
      .values({ ...line, note: null })
      .execute();
  await addHistory(trx, services, {
    ticketId: ticket.id,
    actor: actor === 'command line' ? 'system' : actor.id,
    what: 'erased',
  });
}

async function countOf(trx: Trx, table: 'ticket_message' | 'attachment', ids: readonly string[]): Promise<number> {
  const counts = await inParts(ids, (some) =>
    trx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('ticket_id', 'in', some)
      .execute(),
  );
  return counts.reduce((sum, { count }) => sum + Number(count), 0);
}

async function readableIds(
  trx: Trx,
  mentions: readonly (string | null)[],
  sees: (ticket: TicketAccess) => boolean,
): Promise<Set<string>> {
  const ids = [...new Set(mentions.flatMap((ticket) => (ticket === null ? [] : [ticket])))];
  const rows = await inParts(ids, (some) =>
    trx
      .selectFrom('ticket')
      .select(['id', 'category', 'restricted', 'assignee_id', 'erased_at'])
      .where('id', 'in', some)
      .execute(),
  );
  return new Set(rows.filter(sees).map(({ id }) => id));
}
