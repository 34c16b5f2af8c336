// Takes one ticket of an imported file: the row as it would have become, its words, answers, trail and the moves that its
// dates tell of. No mail is written for it, and no promise is made anew.
import { pageKeyOf } from '../../contract/page-key.ts';
import type { Trx } from '../db/database.ts';
import type { UsageEvent } from '../method/events.ts';
import { suggestKindAtSubmit } from '../method/kind-at-submit.ts';
import { emptyTrail, type FrozenTrail, freezeTrail, searchesOf, type TitleOf, viewsOf } from '../method/trail.ts';
import { phraseOfRequest } from '../phrases/ticket-phrase.ts';
import { indexTicketText } from '../queue/ticket-search.ts';
import { IMPORTED_NOTE } from '../reports/ticket-facts.queries.ts';
import type { Ids } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { isBlind } from '../tickets/blind-suggestion.ts';
import { keepReads } from '../tickets/keep-reads.ts';
import { kindHistory } from '../tickets/kind-history.queries.ts';
import { kindRulesOf } from '../tickets/kind-words-of.ts';
import { promiseFor } from '../tickets/promise.ts';
import { subjectFrom } from '../tickets/subject-from.ts';
import { targetGroupOf } from '../tickets/target-group.ts';
import { workflowOf } from '../tickets/workflow-of.ts';
import { type TakenFiles, writeFiles } from './import-files.ts';
import { importedTicketId } from './import-ids.ts';
import type { ImportedReading, ImportedReply, ImportedTicket } from './import-schema.ts';
import type { TakenSession } from './import-session.ts';

/** What every ticket of an import is taken with. */
export interface ImportContext {
  readonly settings: Settings;
  readonly ids: Ids;
  readonly site: string;
  readonly titleOf: TitleOf;
  /** Account ids by mail address. */
  readonly people: ReadonlyMap<string, string>;
  /** Files of the requests that are being taken. */
  readonly files: TakenFiles;
}

const KEY_VERSION = 1;
const DEFAULT_CATEGORY = 'general';

/** Writes the ticket with all that belongs to it; classifying it is the caller's, once its session is derived. */
export async function importTicket(
  trx: Trx,
  context: ImportContext,
  ticket: ImportedTicket,
  number: number,
  session: (TakenSession & { pageKey: string | null; audience: string | null; userRef: string | null }) | null,
): Promise<void> {
  const { settings } = context;
  const id = importedTicketId(ticket.id);
  const category = categoryOf(settings, ticket.category);
  const isRestricted = settings.categories[category]?.restricted === true;
  const own = isRestricted ? null : session;
  const trailState = own === null ? 'none' : ticket.trail === 'removed' ? 'removed' : 'attached';
  const sent = trailState === 'attached' && own ? own.events : [];
  const trail =
    own && trailState === 'attached'
      ? freezeTrail(sent, context.titleOf, { ticket_id: id, sid: own.sid, read_min_ms: settings.read_min_ms })
      : emptyTrail();
  const subject = ticket.subject?.trim() || subjectFrom(ticket.text);
  const site = ticket.site ?? session?.site ?? context.site;
  const locale = ticket.locale ?? settings.default_locale;
  const page = ticket.page_key ?? own?.pageKey ?? null;
  const pageKey = page === null || isRestricted ? null : pageKeyOf(page);
  const words = { site, locale, subject, restricted: isRestricted, submitted_at: ticket.submitted_at, trail };
  const phrase = await phraseOfRequest(trx, words);
  const errors = ticket.page_error ?? trail.host_error_count;
  const rules = kindRulesOf(settings);
  const suggestion = suggestKindAtSubmit(
    {
      enquiry_type: ticket.enquiry_type ?? null,
      text: `${subject}\n${ticket.text}`,
      locale,
      host_error_count: errors,
      searches: searchesOf(trail),
      views: viewsOf(trail),
      // Sudden rises are those of the days on which the product watched (METHOD 11).
      has_functionality_burst: false,
      history: await kindHistory(trx, phrase?.cluster ?? null, ticket.submitted_at),
    },
    rules.words,
  );
  const isDecided = suggestion.confidence !== 'low';
  const promise = promiseFor(settings, category, new Date(ticket.submitted_at));
  const group = ticket.target_group ?? targetGroupOf(settings, category, pageKey);
  const requester = ticket.requester?.trim() || null;
  const isAddress = requester !== null && /^[^\s@]+@[^\s@]+$/.test(requester);
  const moved = movesOf(settings, ticket);
  const last = moved.at(-1);
  const repliedAt = ticket.first_reply_at ?? null;
  const solvedAt = ticket.solved_at ?? null;
  const confirmedAt = solvedAt ?? repliedAt ?? ticket.submitted_at;
  const isConfirmed = ticket.kind_confirmed !== null && ticket.kind_confirmed !== undefined;
  const isReply = ({ from, visibility }: ImportedReply) => from === 'team' && visibility !== 'internal';
  const teamReplies = (ticket.replies ?? []).filter(isReply).length;
  const enquiryType = ticket.enquiry_type ?? settings.categories[category]?.enquiry_type ?? null;
  const idOf = (email: string | null | undefined) => context.people.get(email?.toLowerCase() ?? '') ?? null;
  const assignee = idOf(ticket.assignee);
  await trx
    .insertInto('ticket')
    .values({
      ...{ id, number, site, channel: ticket.channel, locale, category, subject },
      audience: ticket.audience ?? session?.audience ?? null,
      page_key: pageKey,
      restricted: Number(isRestricted),
      enquiry_type: enquiryType,
      reply_expected: Number(ticket.reply_expected ?? true),
      workflow: workflowOf(settings, category, enquiryType),
      status: last?.to ?? 'submitted',
      status_changed_at: last?.at ?? ticket.submitted_at,
      support_level: ticket.support_level ?? 1,
      priority: ticket.priority ?? 'normal',
      priority_reason: null,
      severity: ticket.severity ?? 1,
      target_group: group,
      first_target_group: ticket.first_target_group ?? group,
      resolver_group: ticket.resolver_group ?? null,
      assignee_id: assignee,
      requester_name: ticket.requester_name ?? null,
      requester_email: isAddress ? requester : null,
      requester_key: isAddress ? requester.toLowerCase() : requester,
      user_ref: isRestricted ? null : (ticket.user_ref ?? session?.userRef ?? null),
      browser: ticket.browser ?? null,
      fields: JSON.stringify(ticket.fields ?? {}),
      submitted_at: ticket.submitted_at,
      first_reply_at: repliedAt,
      solved_at: solvedAt,
      reopened_count: Number(ticket.reopened ?? false),
      public_replies: ticket.public_replies ?? (teamReplies || Number(repliedAt !== null)),
      handling_minutes: ticket.handling_minutes ?? null,
      root_cause: ticket.root_cause ?? null,
      resolution_code: ticket.resolution_code ?? null,
      answer_state: ticket.answer_state ?? null,
      duplicate_of: ticket.duplicate_of ? importedTicketId(ticket.duplicate_of) : null,
      kind_suggested_1: suggestion.kind,
      kind_confidence_1: suggestion.confidence,
      kind_reasons_1: JSON.stringify(suggestion.reasons),
      kind_rule_version: rules.version,
      kind_suggested_2: null,
      kind_confidence_2: null,
      kind_reasons_2: null,
      kind_mixed: 0,
      kind: isDecided ? suggestion.kind : 'undetermined',
      kind_source: isDecided && suggestion.kind !== 'undetermined' ? 'suggested_1' : 'none',
      kind_confidence: suggestion.confidence,
      kind_confirmed: ticket.kind_confirmed ?? null,
      kind_confirmed_by: idOf(ticket.kind_confirmed_by),
      kind_confirmed_at: isConfirmed ? (ticket.kind_confirmed_at ?? confirmedAt) : null,
      other_kind: ticket.other_kind ?? null,
      demand_type: ticket.demand_type ?? null,
      blind: Number(ticket.blind ?? isBlind(id)),
      sub_kind_auto: null,
      sub_kind_reason: null,
      sub_kind_target: null,
      sub_kind_weak: 0,
      sub_kind_confirmed: ticket.sub_kind_confirmed ?? null,
      sid: own?.sid ?? null,
      trail: trailState,
      host_error_count: errors,
      promise_hours: promise.hours,
      respond_by: promise.respondBy,
      key_version: KEY_VERSION,
      csat: ticket.csat ?? null,
      csat_comment: ticket.csat_comment ?? null,
      version: 1,
      updated_at: solvedAt ?? repliedAt ?? ticket.submitted_at,
      phrase_id: phrase?.id ?? null,
    })
    .execute();
  await writeMessages(trx, context, id, ticket, assignee);
  const isHistory = ticket.imported ?? !ticket.moves?.length;
  await writeMoves(trx, context.ids, id, { moved, assignee, isHistory });
  await writeAnswers(trx, id, ticket);
  if (ticket.second_reading) await writeReading(trx, id, ticket.second_reading, { idOf, ruleVersion: rules.version });
  if (own) await writeTrail(trx, id, sent, trail);
  await indexTicketText(trx, id);
}

function categoryOf(settings: Settings, named: string | null | undefined): string {
  if (named && settings.categories[named]) return named;
  return DEFAULT_CATEGORY in settings.categories ? DEFAULT_CATEGORY : (Object.keys(settings.categories)[0] ?? '');
}

async function writeMessages(
  trx: Trx,
  { ids, people, files: taken }: ImportContext,
  ticketId: string,
  ticket: ImportedTicket,
  assignee: string | null,
): Promise<void> {
  const first = {
    at: ticket.submitted_at,
    from: 'requester' as const,
    text: ticket.text,
    agent: null,
    visibility: null,
    articles: null,
    files: ticket.files,
  };
  const messages = [first, ...(ticket.replies ?? [])];
  const rows = messages.map(({ at, from, text, agent, visibility, articles }) => ({
    id: ids.uuid(),
    ticket_id: ticketId,
    at,
    author: from === 'requester' ? 'requester' : (people.get(agent?.toLowerCase() ?? '') ?? assignee ?? 'system'),
    visibility: visibility ?? ('public' as const),
    body: text,
    articles: JSON.stringify(articles ?? []),
    version: 1,
  }));
  await trx.insertInto('ticket_message').values(rows).execute();
  for (const [nth, { id, at }] of rows.entries())
    await writeFiles(trx, { ticketId, messageId: id, at }, messages[nth]?.files ?? [], taken);
}

interface Move {
  readonly at: string;
  readonly to: string;
}

/**
 * The moves that it tells of; without any its dates as the moves that a person would have made: read with the first reply,
 * done with the last solve. A status that the settings do not have is none.
 */
function movesOf(settings: Settings, ticket: ImportedTicket): Move[] {
  const told = (ticket.moves ?? []).filter(({ to }) => to in settings.statuses);
  if (told.length > 0) return told;
  const { submitted_at, first_reply_at, solved_at } = ticket;
  return [
    { at: submitted_at, to: 'submitted' },
    // Somebody may have thanked after it was solved: that opens nothing.
    ...(first_reply_at && !(solved_at && first_reply_at > solved_at) ? [{ at: first_reply_at, to: 'in_review' }] : []),
    ...(solved_at ? [{ at: solved_at, to: 'completed' }] : []),
  ];
}

async function writeMoves(
  trx: Trx,
  ids: Ids,
  ticketId: string,
  { moved, assignee, isHistory }: { moved: readonly Move[]; assignee: string | null; isHistory: boolean },
): Promise<void> {
  const lines = moved.map(({ at, to }, nth) => ({
    id: ids.uuid(),
    ticket_id: ticketId,
    at,
    actor: nth === 0 ? 'requester' : (assignee ?? 'system'),
    what: 'status',
    from_value: moved[nth - 1]?.to ?? null,
    to_value: to,
    note: nth === 0 && isHistory ? IMPORTED_NOTE : null,
    version: 1,
  }));
  await trx.insertInto('ticket_history').values(lines).execute();
}

async function writeAnswers(trx: Trx, ticket_id: string, { answer_articles }: ImportedTicket): Promise<void> {
  const slugs = [...new Set(answer_articles ?? [])];
  if (slugs.length === 0) return;
  const rows = slugs.map((slug, position) => ({ ticket_id, position, slug }));
  await trx.insertInto('ticket_answer').values(rows).execute();
}

/** As it was told: an import draws none anew. */
async function writeReading(
  trx: Trx,
  ticket_id: string,
  { asked_at, read }: ImportedReading,
  { idOf, ruleVersion }: { idOf: (email: string | null | undefined) => string | null; ruleVersion: string },
): Promise<void> {
  await trx
    .insertInto('second_reading')
    .values({
      ...{ ticket_id, asked_at, read_at: read?.at ?? null, kind: read?.kind ?? null },
      ...{ reader_id: idOf(read?.by), first_kind: read?.first_kind ?? null, first_reader_id: idOf(read?.first_by) },
      rule_version: read ? (read.rule_version ?? ruleVersion) : null,
    })
    .execute();
}

async function writeTrail(trx: Trx, ticket_id: string, sent: readonly UsageEvent[], trail: FrozenTrail): Promise<void> {
  const events = JSON.stringify(sent.filter((event) => event.type !== 'ticket_submitted'));
  await trx
    .insertInto('ticket_trail')
    .values({ ticket_id, events, steps: JSON.stringify(trail) })
    .execute();
  await keepReads(trx, ticket_id, trail);
}
