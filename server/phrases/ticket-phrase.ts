// Keeps a request's place among the wordings: by its subject and what was last searched before it (METHOD 7.2).
import { scrubText } from '../../contract/scrub.ts';
import type { Trx } from '../db/database.ts';
import { emptyTrail, type FrozenTrail, searchesOf } from '../method/trail.ts';
import { assignPhrases, type PlacedPhrase } from './assign-phrases.ts';
import { forgetPhrases } from './forget-phrases.ts';

/** What of a request decides on its wording. */
export interface RequestWords {
  site: string;
  locale: string;
  subject: string;
  restricted: boolean;
  submitted_at: string;
  trail: FrozenTrail;
}

/** The wording of a request; none for a restricted one, since its words are for its readers alone. */
export async function phraseOfRequest(trx: Trx, request: RequestWords): Promise<PlacedPhrase | null> {
  if (request.restricted) return null;
  const searched = searchesOf(request.trail).at(-1)?.query ?? '';
  const text = scrubText(`${request.subject}\n${searched}`, { locale: request.locale });
  const where = { site: request.site, space: 'request' as const };
  const [placed] = await assignPhrases(trx, where, [{ text, at: request.submitted_at }]);
  return placed ?? null;
}

/** After a request entered or left a restricted category: takes its wording away, or gives it one. */
export async function placeRequestAnew(trx: Trx, ticketId: string): Promise<void> {
  const ticket = await trx
    .selectFrom('ticket')
    .leftJoin('ticket_trail', 'ticket_trail.ticket_id', 'ticket.id')
    .select(['site', 'locale', 'subject', 'restricted', 'submitted_at', 'phrase_id', 'erased_at', 'steps'])
    .where('id', '=', ticketId)
    .executeTakeFirstOrThrow();
  if (ticket.erased_at !== null) return;
  const trail = ticket.steps === null ? emptyTrail() : (JSON.parse(ticket.steps) as FrozenTrail);
  const placed = await phraseOfRequest(trx, { ...ticket, restricted: ticket.restricted === 1, trail });
  const phrase = placed?.id ?? null;
  if (phrase === ticket.phrase_id) return;
  await trx.updateTable('ticket').set({ phrase_id: phrase }).where('id', '=', ticketId).execute();
  if (ticket.phrase_id !== null) await forgetPhrases(trx, [ticket.phrase_id]);
}
