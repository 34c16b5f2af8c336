// Takes a request that reached somebody by phone, chat, mail or in person, as they write it down.
import type { LogRequest } from '../../contract/api/queue.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import { hashOfJson } from './canonical-json.ts';
import { changeStatus, noSuchOriginal } from './change-status.ts';
import { findReplay } from './find-replay.queries.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { insertTicket } from './insert-ticket.ts';
import { patchTicket } from './patch-ticket.ts';
import { categoryOf } from './submit-ticket.ts';
import { writeAgentMessage } from './write-message.ts';

/**
 * In one transaction, in this order: idempotency, request with suggestion, promise and history, who has it, what was
 * said, what closes it. Any of them failing refuses it as a whole. There is no trail: nobody searched.
 * @returns the id, and whether the same key had made it before.
 * @throws AppError as its parts do; unknown_site.
 */
export async function logRequest(
  services: Services,
  viewer: Viewer,
  input: LogRequest,
  idempotencyKey: string | null,
): Promise<{ id: string; replayed: boolean }> {
  const { settings } = services;
  const site = input.site ?? Object.keys(settings.sites)[0] ?? '';
  if (!settings.sites[site]) throw new AppError('unknown_site');
  const category = categoryOf(settings, input.category);
  const isRestricted = settings.categories[category]?.restricted === true;
  // They know the request that they write down, and no other one of its category: not even whether there is one.
  const isReader = !isRestricted || viewer.restrictedCategories.includes(category);
  if (!isReader && input.answer?.duplicate_of !== undefined) throw noSuchOriginal();
  // A key is a person's own: it neither meets those of the public form nor another person's.
  const key = idempotencyKey === null ? null : `logged ${viewer.id} ${idempotencyKey}`;
  const bodyHash = hashOfJson(input);
  await services.faultBursts.refresh();
  return services.writes.write(async (trx) => {
    const known = key === null ? null : await findReplay(trx, services, key, bodyHash);
    if (known) return { id: known, replayed: true };
    const id = services.ids.uuid();
    await insertTicket(trx, services, {
      id,
      input: { ...sentAs(input), site, locale: input.locale ?? settings.default_locale },
      category,
      isRestricted,
      channel: input.channel,
      events: [],
      loggedBy: viewer.id,
    });
    await actOn(trx, services, writerOf(viewer, category), id, input);
    if (key !== null) {
      await trx
        .insertInto('idempotency')
        .values({ key, body_hash: bodyHash, ticket_id: id, created_at: nowText(services.clock) })
        .execute();
    }
    return { id, replayed: false };
  });
}

/** The part that any request has. */
function sentAs({ message, subject, name, email, enquiry_type, reply_expected }: LogRequest) {
  return {
    message,
    ...(subject === undefined ? {} : { subject }),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(enquiry_type === undefined ? {} : { enquiry_type }),
    ...(reply_expected === undefined ? {} : { reply_expected }),
  };
}

/** While they write it down they know it, whoever reads its category afterwards. */
function writerOf(viewer: Viewer, category: string): Viewer {
  return { ...viewer, restrictedCategories: [...viewer.restrictedCategories, category] };
}

async function actOn(trx: Trx, services: Services, writer: Viewer, id: string, input: LogRequest): Promise<void> {
  const { assignee, priority, handling_minutes, reply, answer } = input;
  const read = (): Promise<TicketRow> =>
    trx.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (writer.role === 'specialist') {
    // A specialist runs no queue, but may keep what they took, which is then theirs to answer.
    if ((assignee !== undefined && assignee !== 'me') || priority !== undefined) throw new AppError('not_allowed');
    if (assignee === 'me')
      await trx.updateTable('ticket').set({ assignee_id: writer.id }).where('id', '=', id).execute();
    else if (handling_minutes !== undefined || reply !== undefined || answer !== undefined)
      throw new AppError('not_allowed', { detail: 'Take it yourself to answer it: assignee "me".' });
  }
  const patch = {
    ...(assignee === undefined || writer.role === 'specialist'
      ? {}
      : { assignee: assignee === 'me' ? writer.email : assignee }),
    ...(priority === undefined ? {} : { priority }),
    ...(handling_minutes === undefined ? {} : { handling_minutes }),
  };
  if (Object.keys(patch).length > 0) await patchTicket(trx, services, await read(), writer, patch);
  // It was said already: without an address nothing is sent.
  if (reply !== undefined) {
    const spoken = { ...(await read()), requester_email: null };
    await writeAgentMessage(trx, services, spoken, writer, { visibility: 'public', body: reply });
  }
  if (answer !== undefined) await changeStatus(trx, services, await read(), writer, answer);
}
