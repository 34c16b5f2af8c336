// Changes many requests at once, each by itself and by the same rules as alone, and remembers what was there before.
import type { BulkAnswer, BulkChange, BulkRefusal } from '../../contract/api/queue.ts';
import { BULK_UNDO_MINUTES } from '../../contract/limits.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError, asAppError } from '../errors.ts';
import { canAnswerTicket, canReadTicket, type Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { changeStatus } from '../tickets/change-status.ts';
import type { TicketRow } from '../tickets/find-ticket.queries.ts';
import { patchTicket } from '../tickets/patch-ticket.ts';

/** So many share a commit; between two of them everybody else's turn comes. */
export const TICKETS_PER_COMMIT = 20;
const KEPT_HOURS = 24;
/** Refusals that are about the change and not about the request. */
const ABOUT_THE_CHANGE = ['validation_failed', 'unknown_status', 'unknown_name'];

/**
 * Consequences in order, for each request in a savepoint of its own: checks, change, history, what was there before.
 * A refused one changes nothing and stops no other.
 * @throws AppError unknown_name or unknown_status where the change itself can fit no request.
 */
export async function changeManyTickets(services: Services, viewer: Viewer, input: BulkChange): Promise<BulkAnswer> {
  const at = services.clock.now();
  const batch = services.ids.uuid();
  await services.writes.write(async (trx) => {
    const oldest = new Date(at.getTime() - KEPT_HOURS * 3_600_000).toISOString();
    await trx.deleteFrom('ticket_batch').where('at', '<', oldest).execute();
    await trx
      .insertInto('ticket_batch')
      .values({ id: batch, agent_id: viewer.id, at: at.toISOString(), undone_at: null })
      .execute();
  });
  const changed: number[] = [];
  const refused: BulkRefusal[] = [];
  let first: AppError | null = null;
  await inTurns(services, [...new Set(input.numbers)], {
    job: (trx, number) => changeOne(trx, services, viewer, { batch, number, change: input.change }),
    done: (number) => changed.push(number),
    failed: (number, error) => {
      first ??= error;
      refused.push(refusalOf(number, error));
    },
  });
  if (changed.length > 0) {
    // Without numbers: not every admin may know of each request.
    const fields = Object.entries(input.change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    await services.writes.write((trx) =>
      recordAudit(trx, services, viewer, {
        what: 'bulk_changed',
        about: batch,
        detail: `Changed ${fields.join(', ')}.`,
      }),
    );
    const until = new Date(at.getTime() + BULK_UNDO_MINUTES * 60_000).toISOString();
    return { batch, undo_until: until, changed, refused };
  }
  await services.writes.write((trx) => trx.deleteFrom('ticket_batch').where('id', '=', batch).execute());
  if (first && refused.every(({ code }) => ABOUT_THE_CHANGE.includes(code))) throw belowChange(first);
  return { batch: null, undo_until: null, changed, refused };
}

async function changeOne(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  { batch, number, change }: { batch: string; number: number; change: BulkChange['change'] },
): Promise<void> {
  const before = await readTicket(trx, viewer, number);
  const { status, ...patch } = change;
  if (Object.values(patch).some((value) => value !== undefined))
    await patchTicket(trx, services, before, viewer, patch);
  if (status !== undefined) {
    const current = await trx.selectFrom('ticket').selectAll().where('id', '=', before.id).executeTakeFirstOrThrow();
    await changeStatus(trx, services, current, viewer, { status });
  }
  const after = await trx.selectFrom('ticket').selectAll().where('id', '=', before.id).executeTakeFirstOrThrow();
  await trx
    .insertInto('ticket_batch_item')
    .values({
      batch_id: batch,
      ticket_id: before.id,
      version_after: after.version,
      before: JSON.stringify(differences(before, after)),
    })
    .execute();
}

/** @throws AppError not_found alike for a missing request and one that this person may not see; not_allowed. */
export async function readTicket(trx: Trx, viewer: Viewer, number: number): Promise<TicketRow> {
  const ticket = await trx
    .selectFrom('ticket')
    .selectAll()
    .where('number', '=', Math.min(number, 2_147_483_647))
    .executeTakeFirst();
  if (!ticket || !canReadTicket(viewer, ticket) || ticket.erased_at) throw new AppError('not_found');
  if (!canAnswerTicket(viewer, ticket)) throw new AppError('not_allowed');
  return ticket;
}

/** Runs `job` for each number in a savepoint of its own, a few in a commit, and lets others write in between. */
export async function inTurns(
  services: Services,
  numbers: readonly number[],
  on: {
    job: (trx: Trx, number: number) => Promise<void>;
    done: (number: number) => void;
    failed: (number: number, error: AppError) => void;
  },
): Promise<void> {
  for (let from = 0; from < numbers.length; from += TICKETS_PER_COMMIT) {
    const turn = numbers.slice(from, from + TICKETS_PER_COMMIT);
    const results = await Promise.allSettled(turn.map((number) => services.writes.write((trx) => on.job(trx, number))));
    for (const [at, result] of results.entries()) {
      const number = turn[at] ?? 0;
      if (result.status === 'fulfilled') on.done(number);
      else if (result.reason instanceof AppError) on.failed(number, result.reason);
      else {
        services.log.error({ err: result.reason, number }, 'one of many could not be changed');
        on.failed(number, asAppError(result.reason));
      }
    }
  }
}

export function refusalOf(number: number, error: AppError): BulkRefusal {
  return { number, code: error.code, detail: error.extras.errors?.[0]?.detail ?? error.message };
}

/** The columns that were changed, as they were. */
function differences(before: TicketRow, after: TicketRow): Partial<TicketRow> {
  const changed = Object.entries(before).filter(
    ([column, value]) => !['version', 'updated_at'].includes(column) && after[column as keyof TicketRow] !== value,
  );
  return Object.fromEntries(changed) as Partial<TicketRow>;
}

function belowChange(error: AppError): AppError {
  const errors = error.extras.errors?.map(({ pointer, detail }) => ({ pointer: `/change${pointer}`, detail }));
  return new AppError(error.code, { ...error.extras, ...(errors ? { errors } : {}) });
}
