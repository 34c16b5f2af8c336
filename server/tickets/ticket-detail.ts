// All of one request for somebody who works here: words, what they tried first, history, suggestions, what is allowed.
import type { HistoryEntry, MergedTicket, TicketDetail } from '../../contract/api/ticket-work.ts';
import { CHANNEL_WORDS } from '../../contract/words/request-words.ts';
import type { Move } from '../../contract/workflow.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { localeFor } from '../articles/find-article.ts';
import type { Db } from '../db/database.ts';
import { draftOf } from '../drafts/drafts.queries.ts';
import { gapOfTicket } from '../gaps/gap-of-ticket.ts';
import type { UsageEvent } from '../method/events.ts';
import { statusAge } from '../method/status-age.ts';
import { emptyTrail, type FrozenTrail } from '../method/trail.ts';
import { canAnswerTicket, canMergeTickets, canReadTicket, canRouteTicket, type Viewer } from '../people/permissions.ts';
import { othersPresent } from '../presence/presence.queries.ts';
import type { Services } from '../services.ts';
import { type LinkTo, linksIn } from './article-link.ts';
import { isSuggestionHidden } from './blind-suggestion.ts';
import { fieldsShown } from './fields-shown.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { historyEntry, type NameOf } from './history-words.ts';
import { kindMembers } from './kind-view.ts';
import { mayUnmerge } from './merge-tickets.ts';
import { mergedInto, mergeOf } from './merged-tickets.queries.ts';
import { movesOf } from './moves.ts';
import { otherTicket, otherTicketsOf } from './other-tickets.queries.ts';
import { promiseState } from './promise-state.ts';
import { revisionDates } from './revision-dates.queries.ts';
import { LINES_OF_KIND, secondReadingView } from './second-reading.queries.ts';
import { solveSuggestion } from './solve-suggestion.ts';
import { spamReasons } from './suspect-spam.ts';
import { targetGroupOfPage } from './target-group.ts';
import { messagesOf } from './ticket-messages.queries.ts';
import { triedFirst } from './tried-first.ts';
import { publicStatus, statusLabel } from './workflow-of.ts';

/** The ETag of a ticket: its version. */
export function etagOf(ticket: Pick<TicketRow, 'version'>): string {
  return `"v${ticket.version}"`;
}

export async function ticketDetail(
  db: Db,
  services: Services,
  viewer: Viewer,
  ticket: TicketRow,
): Promise<TicketDetail> {
  const { settings, clock } = services;
  const link = linksIn(services, ticket.locale);
  const people = await db.selectFrom('agent').select(['id', 'email', 'name', 'disabled', 'role']).execute();
  const nameOf: NameOf = (id) =>
    id === 'requester' || id === 'system' ? id : (people.find((one) => one.id === id)?.name ?? 'somebody who left');
  const secondReading = await secondReadingView(db, viewer, ticket, nameOf);
  const isAsked = secondReading?.is === 'asked';
  const said = await conversationOf(db, services, viewer, ticket, nameOf, link);
  const fields = JSON.parse(ticket.fields) as TicketDetail['fields'];
  const answers = await db
    .selectFrom('ticket_answer')
    .select('slug')
    .where('ticket_id', '=', ticket.id)
    .orderBy('position')
    .execute();
  const slugs = answers.map((answer) => answer.slug);
  const merge = await mergeOf(db, ticket.id);
  const original = await numberOfOriginal(db, viewer, ticket);
  const moves = movesOf(settings, ticket, viewer).map((move) => (merge ? notOfMerged(move, original) : move));
  const assignee = people.find((one) => one.id === ticket.assignee_id);
  const isHidden = isAsked || isSuggestionHidden(ticket);
  const mayAnswer = canAnswerTicket(viewer, ticket);
  const draft = await draftOf(db, { ticketId: ticket.id, agentId: viewer.id });
  const draftArticles = draft ? (JSON.parse(draft.articles) as string[]) : [];
  return {
    number: ticket.number,
    site: ticket.site,
    channel: ticket.channel,
    channel_label: (CHANNEL_WORDS as Record<string, string>)[ticket.channel] ?? ticket.channel,
    locale: ticket.locale,
    page_key: ticket.page_key,
    audience: ticket.audience,
    category: ticket.category,
    category_label: settings.categories[ticket.category]?.label ?? ticket.category,
    category_known: ticket.category in settings.categories,
    restricted: ticket.restricted === 1,
    suspected_spam: ticket.spam_reasons !== null,
    spam_reasons: spamReasons(ticket),
    enquiry_type: ticket.enquiry_type,
    reply_expected: ticket.reply_expected === 1,
    workflow: ticket.workflow,
    status: ticket.status,
    status_label: statusLabel(settings, ticket.status),
    status_public: publicStatus(settings, ticket.status),
    status_known: ticket.status in settings.statuses,
    status_changed_at: ticket.status_changed_at,
    ...statusAge(ticket, settings, clock.now()),
    allowed_next: moves.filter((move) => move.may).map((move) => move.status),
    moves,
    priority: ticket.priority === 'urgent' ? 'urgent' : 'normal',
    priority_reason: ticket.priority_reason,
    severity: ticket.severity,
    support_level: ticket.support_level,
    target_group: ticket.target_group,
    target_group_label:
      ticket.target_group && (settings.target_groups[ticket.target_group]?.label ?? ticket.target_group),
    target_group_source: groupSource(services, ticket),
    assignee: assignee?.email ?? null,
    assignee_name: ticket.assignee_id && nameOf(ticket.assignee_id),
    assignee_left: ticket.assignee_id !== null && (assignee === undefined || assignee.disabled === 1),
    subject: ticket.subject,
    requester: { name: ticket.requester_name, email: ticket.requester_email },
    browser: ticket.browser,
    fields,
    fields_shown: fieldsShown(settings, fields),
    submitted_at: ticket.submitted_at,
    respond_by: ticket.respond_by,
    promise: promiseState(services, ticket),
    first_reply_at: ticket.first_reply_at,
    solved_at: ticket.solved_at,
    reopened_count: ticket.reopened_count,
    public_replies: ticket.public_replies,
    handling_minutes: ticket.handling_minutes,
    root_cause: ticket.root_cause,
    resolution_code: ticket.resolution_code as TicketDetail['resolution_code'],
    answer_state: ticket.answer_state as TicketDetail['answer_state'],
    answer_articles: slugs,
    answer_links: slugs.map((slug) => link(slug)),
    duplicate_of: original,
    is_merged: merge !== undefined,
    ...kindMembers(ticket, isHidden, link),
    second_reading: secondReading,
    csat: ticket.csat === null ? null : { score: ticket.csat, comment: ticket.csat_comment },
    messages: said.messages,
    trail: { state: ticket.trail, steps: [...said.trail.steps], shown: [...said.trail.shown_ids] },
    tried: said.tried,
    solve_suggestion: mayAnswer ? await solveSuggestion(db, services, ticket, said.messages, slugs) : null,
    history: said.history,
    requester_others: await otherTicketsOf(db, settings, viewer, ticket),
    merged: await mergedTickets(db, services, viewer, ticket, nameOf),
    draft: draft
      ? {
          visibility: draft.visibility,
          body: draft.body,
          articles: draftArticles,
          article_links: draftArticles.map((slug) => link(slug)),
          version: draft.version,
          saved_at: draft.saved_at,
        }
      : null,
    // It would tell the kind that one is asked for.
    gap: isHidden ? null : await gapOfTicket(db, viewer, articleDirectory(services.releases.current()), ticket),
    others_present: await othersPresent(db, clock, ticket.id, viewer.id),
    may: { answer: mayAnswer, route: canRouteTicket(viewer, ticket), merge: canMergeTickets(viewer, ticket) },
    version: ticket.version,
    ...(isAsked ? withoutKind(said.history) : {}),
  };
}

/** Whoever is asked what a request is sees neither what was said of that, nor what follows from it (METHOD 5). */
function withoutKind(history: readonly HistoryEntry[]): Partial<TicketDetail> {
  return {
    ...{ kind_confirmed: null, other_kind: null, demand_type: null, sub_kind: null, sub_kind_detail: null },
    ...{ answer_state: null, answer_articles: [], answer_links: [], resolution_code: null, root_cause: null },
    solve_suggestion: null,
    history: history.filter(({ what }) => !LINES_OF_KIND.includes(what)),
  };
}

/** The words, the trail and the history of one request. */
async function conversationOf(
  db: Db,
  services: Services,
  viewer: Viewer,
  ticket: TicketRow,
  nameOf: NameOf,
  link: LinkTo,
) {
  const messages = await messagesOf(db, viewer, ticket, nameOf, link);
  const lines = await db
    .selectFrom('ticket_history')
    .selectAll()
    .where('ticket_id', '=', ticket.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const stored = await db
    .selectFrom('ticket_trail')
    .select(['steps', 'events'])
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirst();
  const trail = stored ? (JSON.parse(stored.steps) as FrozenTrail) : emptyTrail();
  const revisedAt = await revisionDates(db, localesFrom(services, ticket.locale), trail);
  const events = stored ? (JSON.parse(stored.events) as UsageEvent[]) : [];
  return {
    messages,
    trail,
    tried: triedFirst(ticket.trail as TicketDetail['tried']['state'], trail, events, link, revisedAt),
    history: lines.map((line) => historyEntry(services.settings, nameOf, line)),
  };
}

/** The languages of the articles, the best one for a request first. */
export function localesFrom({ releases }: Services, wanted: string): string[] {
  const release = releases.current();
  const names = Object.keys(release.locales);
  const best = localeFor(release, wanted);
  return names.toSorted((a, b) => Number(release.locales[b] === best) - Number(release.locales[a] === best));
}

/** What went into this request, as far as this viewer may see it. */
async function mergedTickets(
  db: Db,
  services: Services,
  viewer: Viewer,
  into: TicketRow,
  nameOf: NameOf,
): Promise<MergedTicket[]> {
  const merged: MergedTicket[] = [];
  for (const { ticket, merge } of await mergedInto(db, into.id)) {
    if (!canReadTicket(viewer, ticket)) continue;
    const link = linksIn(services, ticket.locale);
    const { messages, tried, history } = await conversationOf(db, services, viewer, ticket, nameOf, link);
    merged.push({
      ...otherTicket(services.settings, ticket),
      merged_at: merge.at,
      merged_by: nameOf(merge.actor),
      may_unmerge: canMergeTickets(viewer, ticket) && mayUnmerge(services.clock, merge),
      requester: { name: ticket.requester_name, email: ticket.requester_email },
      messages,
      tried,
      history,
    });
  }
  return merged;
}

/** The original may have been moved out of this person's sight since. */
async function numberOfOriginal(db: Db, viewer: Viewer, ticket: TicketRow): Promise<number | null> {
  if (ticket.duplicate_of === null) return null;
  const original = await db.selectFrom('ticket').selectAll().where('id', '=', ticket.duplicate_of).executeTakeFirst();
  return original && canReadTicket(viewer, original) ? original.number : null;
}

function groupSource({ settings }: Services, ticket: TicketRow): TicketDetail['target_group_source'] {
  if (ticket.target_group === null) return null;
  if (ticket.target_group !== ticket.first_target_group) return 'person';
  if (settings.categories[ticket.category]?.target_group === ticket.target_group) return 'category';
  // Settings change: then nothing says any more where it came from.
  return targetGroupOfPage(settings, ticket.page_key) === ticket.target_group ? 'page' : null;
}

/** A merged request moves with the one that stays. */
function notOfMerged(move: Move, original: number | null): Move {
  const where = original === null ? 'another one that you cannot see' : String(original);
  return { ...move, may: false, why_not: `This request was merged into ${where}: what moves is that one.` };
}
