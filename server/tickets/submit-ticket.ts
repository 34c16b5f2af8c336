// Takes a request. In one transaction, on the disk before the answer: idempotency, number, ticket, message, trail,
// history, outbox, events. Any of them failing refuses the request as a whole; only deriving the session comes after.

import type { SubmitTicket, SubmittedTicket } from '../../contract/api/tickets.ts';
import type { SpamReason } from '../../contract/words/spam-words.ts';
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import { keepingFiles } from '../attachments/store-attachments.ts';
import { AppError } from '../errors.ts';
import { confirmIdentity } from '../identity/confirm-identity.ts';
import { nowText, type Services } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { accessKeyOf } from './access-key.ts';
import { trailEvents } from './attach-trail.ts';
import { hashOfJson } from './canonical-json.ts';
import { checkFields } from './check-fields.ts';
import { findReplay } from './find-replay.queries.ts';
import { insertTicket } from './insert-ticket.ts';
import { promiseText } from './promise.ts';
import type { Sender } from './suspect-spam.ts';

const DEFAULT_CATEGORY = 'general';

/**
 * The same request sent again gives the same answer, with `replayed`. Its files lie on the disk already and get their
 * rows with it; where it is not stored, they are removed again. `address` is only counted, and never stored.
 */
export async function submitTicket(
  services: Services,
  input: SubmitTicket,
  idempotencyKey: string,
  channel: 'widget' | 'help_centre',
  files: readonly ReceivedFile[] = [],
  address?: string,
): Promise<{ ticket: SubmittedTicket; replayed: boolean }> {
  const sender: Sender = { address, sid: input.session?.sid };
  // A person whom the product's own server has signed in is no program, however much they send.
  const isKnown = input.user_token !== undefined;
  const spam = isKnown ? [] : await services.spamPace.reasonsOf(sender);
  if (input.website?.trim() && !isKnown) spam.unshift('trap');
  await services.faultBursts.refresh();
  const { id, replayed } = await keepingFiles(
    services,
    files,
    // A token is another one at each try: what it says is part of the body, not how it is signed.
    () => storeTicket(services, confirmIdentity(services, input), idempotencyKey, { channel, files, spam }),
    (stored) => !stored.replayed,
  );
  if (!replayed && !isKnown) await services.spamPace.count(sender);
  return { ticket: await submittedAnswer(services, id, input.locale), replayed };
}

async function storeTicket(
  services: Services,
  { input, person }: { input: SubmitTicket; person: string | null },
  idempotencyKey: string,
  { channel, files, spam }: { channel: 'widget' | 'help_centre'; files: readonly ReceivedFile[]; spam: SpamReason[] },
): Promise<{ id: string; replayed: boolean }> {
  const { settings, clock } = services;
  const category = categoryOf(settings, input.category);
  const isRestricted = settings.categories[category]?.restricted === true;
  const sent = trailEvents(settings, input);
  // Of a trail only what is good counts as the body: the rest is ignored, and may be nested without end.
  const session = input.session && { sid: input.session.sid, trail: input.session.trail === 'removed' ? null : sent };
  // A retry has to bring the same files: the same bytes under the same names.
  const sentFiles = files.length > 0 ? files.map(({ name, sha256 }) => ({ name, sha256 })) : undefined;
  const bodyHash = hashOfJson({ ...input, session, files: sentFiles, person: person ?? undefined });
  const events = isRestricted ? [] : sent;

  const { id, replayed } = await services.writes.write(async (trx) => {
    const known = await findReplay(trx, services, idempotencyKey, bodyHash);
    if (known) return { id: known, replayed: true };
    const values = input.fields ?? {};
    const filled = { category, enquiryType: input.enquiry_type, values, files: files.map(({ name }) => name) };
    const fields = checkFields(settings, filled, { now: clock.now(), locale: input.locale });
    const id = services.ids.uuid();
    await insertTicket(trx, services, {
      id,
      input: { ...input, fields },
      category,
      isRestricted,
      channel,
      events,
      files,
      spam,
    });
    if (person) await trx.insertInto('ticket_person').values({ ticket_id: id, person, seen_at: null }).execute();
    await trx
      .insertInto('idempotency')
      .values({ key: idempotencyKey, body_hash: bodyHash, ticket_id: id, created_at: nowText(clock) })
      .execute();
    return { id, replayed: false };
  });

  if (!replayed && input.session && !isRestricted) services.events.touch(input.session.sid);
  return { id, replayed };
}

/** The category that was named, or the default one. @throws AppError validation_failed where there is no such category. */
export function categoryOf(settings: Settings, named: string | undefined): string {
  const first = DEFAULT_CATEGORY in settings.categories ? DEFAULT_CATEGORY : Object.keys(settings.categories)[0];
  const category = named ?? first ?? '';
  if (settings.categories[category]) return category;
  const allowed = Object.keys(settings.categories).join(', ');
  throw new AppError('validation_failed', { errors: [{ pointer: '/category', detail: `Use one of: ${allowed}.` }] });
}

/** What the sender is told: number, key, and by when somebody reads it. */
export async function submittedAnswer(services: Services, id: string, locale: string): Promise<SubmittedTicket> {
  const row = await services.db
    .selectFrom('ticket')
    .select(['number', 'key_version', 'promise_hours', 'respond_by'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const promise = { hours: row.promise_hours, respondBy: row.respond_by };
  return {
    number: row.number,
    access_key: accessKeyOf(services.secretKey, id, row.key_version),
    status_url: `${services.config.publicUrl}/tickets/${row.number}`,
    promise: { text: promiseText(services.settings, promise, locale), respond_by: row.respond_by },
  };
}
