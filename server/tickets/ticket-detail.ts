// All of one request for somebody who works here: words, what they tried first, history, suggestions, what is allowed.
import type { Db } from '../db/database.ts';
import { statusAge } from '../method/status-age.ts';
import type { FrozenTrail } from '../method/trail.ts';
import { canReadTicket, type Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { isSuggestionHidden } from './blind-suggestion.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { movesOf } from './moves.ts';
import { statusLabel } from './workflow-of.ts';

/** The ETag of a ticket: its version. */
export function etagOf(ticket: Pick<TicketRow, 'version'>): string {
  return `"v${ticket.version}"`;
}

export async function ticketDetail(
  db: Db,
  services: Services,
  viewer: Viewer,
  ticket: TicketRow,
): Promise<Record<string, unknown>> {
  const { settings } = services;
  const [messages, history, trail, answers, agents, original] = await Promise.all([
    db
      .selectFrom('ticket_message')
      .selectAll()
      .where('ticket_id', '=', ticket.id)
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('ticket_history')
      .selectAll()
      .where('ticket_id', '=', ticket.id)
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db.selectFrom('ticket_trail').select('steps').where('ticket_id', '=', ticket.id).executeTakeFirst(),
    db.selectFrom('ticket_answer').select('slug').where('ticket_id', '=', ticket.id).orderBy('position').execute(),
    db.selectFrom('agent').select(['id', 'email', 'name']).execute(),
    ticket.duplicate_of
      ? db
          .selectFrom('ticket')
          .select(['number', 'category', 'restricted', 'assignee_id', 'erased_at'])
          .where('id', '=', ticket.duplicate_of)
          .executeTakeFirst()
      : undefined,
  ]);
  const nameOf = (id: string) =>
    id === 'requester' || id === 'system' ? id : (agents.find((agent) => agent.id === id)?.name ?? 'somebody who left');
  const isHidden = isSuggestionHidden(ticket);
  const moves = movesOf(settings, ticket, viewer);
  return {
    number: ticket.number,
    site: ticket.site,
    channel: ticket.channel,
    locale: ticket.locale,
    page_key: ticket.page_key,
    audience: ticket.audience,
    category: ticket.category,
    restricted: ticket.restricted === 1,
    enquiry_type: ticket.enquiry_type,
    reply_expected: ticket.reply_expected === 1,
    workflow: ticket.workflow,
    status: ticket.status,
    status_label: statusLabel(settings, ticket.status),
    status_changed_at: ticket.status_changed_at,
    ...statusAge(ticket, settings, services.clock.now()),
    allowed_next: moves.filter((move) => move.may).map((move) => move.status),
    /** Every way on, with what it needs, and why this person may not go it. */
    moves,
    priority: ticket.priority,
    priority_reason: ticket.priority_reason,
    severity: ticket.severity,
    support_level: ticket.support_level,
    target_group: ticket.target_group,
    assignee: agents.find((agent) => agent.id === ticket.assignee_id)?.email ?? null,
    subject: ticket.subject,
    requester: { name: ticket.requester_name, email: ticket.requester_email },
    browser: ticket.browser,
    fields: JSON.parse(ticket.fields) as unknown,
    submitted_at: ticket.submitted_at,
    respond_by: ticket.respond_by,
    first_reply_at: ticket.first_reply_at,
    solved_at: ticket.solved_at,
    reopened_count: ticket.reopened_count,
    public_replies: ticket.public_replies,
    handling_minutes: ticket.handling_minutes,
    root_cause: ticket.root_cause,
    resolution_code: ticket.resolution_code,
    answer_state: ticket.answer_state,
    answer_articles: answers.map((answer) => answer.slug),
    // The original may have been moved out of this person's sight since.
    duplicate_of: original && canReadTicket(viewer, original) ? original.number : null,
    kind: isHidden ? null : { value: ticket.kind, source: ticket.kind_source, confidence: ticket.kind_confidence },
    kind_confirmed: ticket.kind_confirmed,
    other_kind: ticket.other_kind,
    blind: ticket.blind === 1,
    suggestions: isHidden
      ? null
      : {
          at_submit: {
            kind: ticket.kind_suggested_1,
            confidence: ticket.kind_confidence_1,
            reasons: JSON.parse(ticket.kind_reasons_1) as unknown,
            rule_version: ticket.kind_rule_version,
          },
          at_solve: ticket.kind_suggested_2
            ? {
                kind: ticket.kind_suggested_2,
                confidence: ticket.kind_confidence_2,
                reasons: JSON.parse(ticket.kind_reasons_2 ?? '[]') as unknown,
              }
            : null,
        },
    sub_kind: ticket.sub_kind_confirmed ?? ticket.sub_kind_auto,
    sub_kind_detail: ticket.sub_kind_auto
      ? {
          suggested: ticket.sub_kind_auto,
          confirmed: ticket.sub_kind_confirmed,
          reason: ticket.sub_kind_reason,
          article: ticket.sub_kind_target,
          weak: ticket.sub_kind_weak === 1,
        }
      : null,
    csat: ticket.csat === null ? null : { score: ticket.csat, comment: ticket.csat_comment },
    messages: messages.map((message) => ({
      id: message.id,
      at: message.at,
      from: message.author === 'requester' ? 'requester' : 'team',
      name: message.author === 'requester' ? ticket.requester_name : nameOf(message.author),
      visibility: message.visibility,
      body: message.body,
      articles: JSON.parse(message.articles) as string[],
    })),
    /** What they tried first: searches and reads before the request, in order, with seconds. */
    trail: {
      state: ticket.trail,
      steps: trail ? (JSON.parse(trail.steps) as FrozenTrail).steps : [],
      shown: trail ? (JSON.parse(trail.steps) as FrozenTrail).shown_ids : [],
    },
    history: history.map((line) => ({
      at: line.at,
      who: nameOf(line.actor),
      what: line.what,
      from: line.what === 'assignee_id' && line.from_value ? nameOf(line.from_value) : line.from_value,
      to: line.what === 'assignee_id' && line.to_value ? nameOf(line.to_value) : line.to_value,
      note: line.note,
    })),
    version: ticket.version,
  };
}
