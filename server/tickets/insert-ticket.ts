// Writes one request with all that belongs to it: the row, its message, files, trail, history, outbox. Any failing fails all.
import type { CHANNELS } from '../../contract/api/admin-tickets.ts';
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import { pageKeyOf } from '../../contract/page-key.ts';
import type { SpamReason } from '../../contract/words/spam-words.ts';
import type { ReceivedFile } from '../attachments/read-multipart.ts';
import { storeAttachments } from '../attachments/store-attachments.ts';
import type { Trx } from '../db/database.ts';
import { firstGapKey } from '../gaps/keep-gap-key.ts';
import type { UsageEvent } from '../method/events.ts';
import { suggestKindAtSubmit } from '../method/kind-at-submit.ts';
import { emptyTrail, freezeTrail, searchesOf, viewsOf } from '../method/trail.ts';
import { phraseOfRequest } from '../phrases/ticket-phrase.ts';
import { indexTicketText } from '../queue/ticket-search.ts';
import { nowText, type Services } from '../services.ts';
import { attachTrail, titleOf } from './attach-trail.ts';
import { isBlind } from './blind-suggestion.ts';
import { addHistory } from './history.ts';
import { kindHistory } from './kind-history.queries.ts';
import { kindRulesOf } from './kind-words-of.ts';
import { promiseFor } from './promise.ts';
import { subjectFrom } from './subject-from.ts';
import { storedReasons } from './suspect-spam.ts';
import { targetGroupOf } from './target-group.ts';
import { workflowOf } from './workflow-of.ts';

const KEY_VERSION = 1;

/** Stores a request with all that belongs to it. `loggedBy` is the id of whoever wrote it down for somebody else. */
export async function insertTicket(
  trx: Trx,
  services: Services,
  request: {
    id: string;
    input: SubmitTicket;
    category: string;
    isRestricted: boolean;
    channel: (typeof CHANNELS)[number];
    events: UsageEvent[];
    loggedBy?: string;
    files?: readonly ReceivedFile[];
    spam?: readonly SpamReason[];
  },
): Promise<void> {
  const { settings, clock } = services;
  const { id, input, category, isRestricted, events } = request;
  const at = nowText(clock);
  const rules = settings.categories[category];
  const enquiryType = input.enquiry_type ?? rules?.enquiry_type ?? null;
  const started = events.find((event) => event.type === 'session_started');
  const rawPage = input.page_key ?? started?.page_key ?? null;
  const pageKey = rawPage === null || isRestricted ? null : pageKeyOf(rawPage);
  const trailState =
    isRestricted || !input.session ? 'none' : input.session.trail === 'removed' ? 'removed' : 'attached';
  const trail =
    trailState === 'attached'
      ? freezeTrail(events, titleOf(services, input.locale), {
          sid: input.session?.sid,
          read_min_ms: settings.read_min_ms,
        })
      : emptyTrail();
  const subject = input.subject?.trim() || subjectFrom(input.message);
  const { site, locale } = input;
  const words = { site, locale, subject, restricted: isRestricted, submitted_at: at, trail };
  const phrase = await phraseOfRequest(trx, words);
  const kindRules = kindRulesOf(settings);
  const suggestion = suggestKindAtSubmit(
    {
      enquiry_type: enquiryType,
      text: `${subject}\n${input.message}`,
      locale: input.locale,
      host_error_count: trail.host_error_count,
      searches: searchesOf(trail),
      views: viewsOf(trail),
      has_functionality_burst: !isRestricted && services.faultBursts.isOn(pageKey, phrase?.cluster ?? null),
      history: await kindHistory(trx, phrase?.cluster ?? null, at),
    },
    kindRules.words,
  );
  const isDecided = suggestion.confidence !== 'low';
  const promise = promiseFor(settings, category, clock.now());
  const group = targetGroupOf(settings, category, pageKey);
  const email = input.email?.trim() || null;
  const userRef = isRestricted ? null : (started?.user_ref ?? null);
  await trx
    .insertInto('ticket')
    .values({
      id,
      number: await nextNumber(trx),
      site: input.site,
      channel: request.channel,
      locale: input.locale,
      audience: started?.audience ?? null,
      page_key: pageKey,
      category,
      restricted: Number(isRestricted),
      enquiry_type: enquiryType,
      reply_expected: Number(input.reply_expected ?? true),
      workflow: workflowOf(settings, category, enquiryType),
      status: 'submitted',
      status_changed_at: at,
      support_level: 1,
      priority: 'normal',
      priority_reason: null,
      severity: 1,
      target_group: group,
      first_target_group: group,
      resolver_group: null,
      assignee_id: null,
      subject,
      requester_name: input.name?.trim() || null,
      requester_email: email,
      requester_key: email?.toLowerCase() ?? userRef,
      user_ref: userRef,
      browser: input.browser?.trim() || null,
      fields: JSON.stringify(input.fields ?? {}),
      submitted_at: at,
      first_reply_at: null,
      solved_at: null,
      reopened_count: 0,
      public_replies: 0,
      handling_minutes: null,
      root_cause: null,
      resolution_code: null,
      answer_state: null,
      duplicate_of: null,
      kind_suggested_1: suggestion.kind,
      kind_confidence_1: suggestion.confidence,
      kind_reasons_1: JSON.stringify(suggestion.reasons),
      kind_rule_version: kindRules.version,
      kind_suggested_2: null,
      kind_confidence_2: null,
      kind_reasons_2: null,
      kind_mixed: 0,
      kind: isDecided ? suggestion.kind : 'undetermined',
      kind_source: isDecided && suggestion.kind !== 'undetermined' ? 'suggested_1' : 'none',
      kind_confidence: suggestion.confidence,
      kind_confirmed: null,
      kind_confirmed_by: null,
      kind_confirmed_at: null,
      other_kind: null,
      demand_type: null,
      blind: Number(isBlind(id)),
      sub_kind_auto: null,
      sub_kind_reason: null,
      sub_kind_target: null,
      sub_kind_weak: 0,
      sub_kind_confirmed: null,
      sid: isRestricted ? null : (input.session?.sid ?? null),
      trail: trailState,
      host_error_count: trail.host_error_count,
      promise_hours: promise.hours,
      respond_by: promise.respondBy,
      key_version: KEY_VERSION,
      csat: null,
      csat_comment: null,
      version: 1,
      updated_at: at,
      spam_reasons: storedReasons(request.spam ?? []),
      phrase_id: phrase?.id ?? null,
      gap_key: isDecided ? firstGapKey(suggestion.kind, phrase?.cluster ?? null) : null,
    })
    .execute();
  const messageId = services.ids.uuid();
  await trx
    .insertInto('ticket_message')
    .values({
      id: messageId,
      ticket_id: id,
      at,
      author: 'requester',
      visibility: 'public',
      body: input.message,
      articles: '[]',
      version: 1,
    })
    .execute();
  await storeAttachments(trx, services, { ticketId: id, messageId }, request.files ?? []);
  await indexTicketText(trx, id);
  if (!isRestricted && input.session)
    await attachTrail(trx, services, { id, sid: input.session.sid, site: input.site, trailState, events, trail });
  await addHistory(trx, services, {
    ticketId: id,
    actor: request.loggedBy ?? 'requester',
    what: 'status',
    to: 'submitted',
    note: request.loggedBy ? `logged, came by ${request.channel.replace('_', ' ')}` : null,
  });
  if (email) {
    await trx
      .insertInto('outbox')
      .values({
        id: services.ids.uuid(),
        ticket_id: id,
        kind: 'receipt',
        recipient: email,
        state: 'mail_off',
        due_at: at,
        attempts: 0,
        created_at: at,
      })
      .execute();
  }
}

async function nextNumber(trx: Trx): Promise<number> {
  const row = await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'ticket')
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}
