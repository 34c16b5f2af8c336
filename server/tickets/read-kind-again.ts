// Keeps what a second person says of the kind of a request, unseen what the first one said.
import type { ReadKindAgain } from '../../contract/api/admin-tickets.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { kindRulesOf } from './kind-words-of.ts';
import { isAskedToRead } from './second-reading.queries.ts';

/**
 * The request stays as it is, its kind, history and version with it. In the caller's transaction.
 * @throws AppError not_possible_now where this person is not asked about it: it was not drawn, somebody read it already,
 * it was opened again, or they have judged it themselves.
 */
export async function readKindAgain(
  trx: Trx,
  services: Pick<Services, 'clock' | 'settings'>,
  ticket: TicketRow,
  viewer: Viewer,
  { kind }: ReadKindAgain,
): Promise<void> {
  if (!(await isAskedToRead(trx, viewer, ticket.id))) {
    throw new AppError('not_possible_now', {
      detail:
        'You are not asked for a second reading of this request. It may have been read meanwhile; load the page again.',
    });
  }
  await trx
    .updateTable('second_reading')
    .set({
      read_at: nowText(services.clock),
      reader_id: viewer.id,
      kind,
      first_kind: ticket.kind_confirmed,
      first_reader_id: ticket.kind_confirmed_by,
      rule_version: kindRulesOf(services.settings).version,
    })
    .where('ticket_id', '=', ticket.id)
    .execute();
}
