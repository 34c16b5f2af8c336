// Moves a request to another status by the rules of its workflow, with the answer that closes it.
import type { ChangeStatus } from '../../contract/api/admin-tickets.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { canReadTicket, type Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import { classifyTicket } from './classify-ticket.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { addHistory } from './history.ts';
import { requireNotMerged } from './merge-tickets.ts';
import { type GivenWithMove, requireMove } from './moves.ts';
import { endsRequest, workflowAt } from './workflow-of.ts';

/**
 * Consequences in order: checks, status (and with it the path), answer, history, kind and sub-kind. All in the caller's
 * transaction; any may fail. `ticket` is the row as that transaction reads it: of two who move it at once, the second is
 * held to what the first has made of it.
 * @throws AppError unknown_status, transition_not_allowed (with what is allowed), answer_missing, fields_missing,
 * unknown_article.
 */
export async function changeStatus(
  trx: Trx,
  services: Services,
  ticket: TicketRow,
  actor: Viewer | 'requester',
  change: ChangeStatus & GivenWithMove,
): Promise<void> {
  const { settings, clock } = services;
  if (actor !== 'requester') await requireNotMerged(trx, actor, ticket);
  requireMove(settings, ticket, actor, change);
  if (change.root_cause && !settings.root_causes.includes(change.root_cause)) {
    throw new AppError('validation_failed', {
      errors: [{ pointer: '/root_cause', detail: `Use one of: ${settings.root_causes.join(', ')}.` }],
    });
  }
  const original = await duplicateOriginal(trx, ticket, actor, change);
  await checkArticles(trx, change.answer_articles ?? [], '/answer_articles');

  const at = nowText(clock);
  const workflow = workflowAt(settings, ticket, change.status);
  const isEnd = endsRequest(settings, change.status);
  const wasEnd = endsRequest(settings, ticket.status);
  await trx
    .updateTable('ticket')
    .set({
      status: change.status,
      status_changed_at: at,
      workflow,
      solved_at: isEnd ? at : null,
      reopened_count: ticket.reopened_count + Number(wasEnd && !isEnd),
      resolution_code: change.resolution_code ?? ticket.resolution_code,
      answer_state: change.answer_state ?? ticket.answer_state,
      root_cause: change.root_cause ?? ticket.root_cause,
      duplicate_of: original ?? ticket.duplicate_of,
      version: ticket.version + 1,
      updated_at: at,
    })
    .where('id', '=', ticket.id)
    .execute();
  if (change.answer_articles) {
    await trx.deleteFrom('ticket_answer').where('ticket_id', '=', ticket.id).execute();
    const slugs = [...new Set(change.answer_articles)];
    if (slugs.length > 0) {
      await trx
        .insertInto('ticket_answer')
        .values(slugs.map((slug, position) => ({ ticket_id: ticket.id, position, slug })))
        .execute();
    }
  }
  await addHistory(trx, services, {
    ticketId: ticket.id,
    actor: actor === 'requester' ? 'requester' : actor.id,
    what: 'status',
    from: ticket.status,
    to: change.status,
    note: change.note ?? null,
  });
  if (workflow !== ticket.workflow) {
    await addHistory(trx, services, {
      ticketId: ticket.id,
      actor: 'system',
      what: 'workflow',
      from: ticket.workflow,
      to: workflow,
    });
  }
  if (change.answer_state && change.answer_state !== ticket.answer_state) {
    await addHistory(trx, services, {
      ticketId: ticket.id,
      actor: actor === 'requester' ? 'requester' : actor.id,
      what: 'answer',
      from: ticket.answer_state,
      to: [change.answer_state, ...(change.answer_articles ?? [])].join(' '),
    });
  }
  await classifyTicket(trx, ticket.id);
}

async function duplicateOriginal(
  trx: Trx,
  ticket: TicketRow,
  actor: Viewer | 'requester',
  change: ChangeStatus,
): Promise<string | null> {
  if (change.duplicate_of === undefined) {
    if (change.resolution_code === 'duplicate_of' && !ticket.duplicate_of) {
      throw new AppError('answer_missing', {
        detail: 'Say which request this one repeats.',
        errors: [{ pointer: '/duplicate_of', detail: 'Give the number of the other request.' }],
      });
    }
    return null;
  }
  const original = await trx
    .selectFrom('ticket')
    .select(['id', 'category', 'restricted', 'assignee_id', 'erased_at'])
    .where('number', '=', change.duplicate_of)
    .executeTakeFirst();
  const isReadable = original && actor !== 'requester' && canReadTicket(actor, original);
  if (!isReadable || original.id === ticket.id || original.restricted !== ticket.restricted) {
    throw noSuchOriginal();
  }
  return original.id;
}

/** Alike for a number that no request has and for one that this person may not see. */
export function noSuchOriginal(): AppError {
  return new AppError('validation_failed', {
    errors: [{ pointer: '/duplicate_of', detail: 'Give the number of another request that is there.' }],
  });
}

/** @throws AppError unknown_article naming each slug that no article has or had, below `pointer`. */
export async function checkArticles(trx: Trx, slugs: readonly string[], pointer: string): Promise<void> {
  if (slugs.length === 0) return;
  const known = await trx
    .selectFrom('article')
    .select('slug')
    .where('slug', 'in', [...slugs])
    .execute();
  const unknown = slugs.filter((slug) => !known.some((row) => row.slug === slug));
  if (unknown.length > 0) {
    throw new AppError('unknown_article', {
      errors: unknown.map((slug) => ({
        pointer: `${pointer}/${slugs.indexOf(slug)}`,
        detail: `There is no article "${slug}".`,
      })),
    });
  }
}
