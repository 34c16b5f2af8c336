// A request as it looks once changes that are on their way are stored: so that the page answers at once.
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { KIND_WORDS } from '../../contract/words/kind-words.ts';
import { SPAM_REASON_WORDS } from '../../contract/words/spam-words.ts';

/** `ticket` with `change` laid over it, labels included; the server's own answer takes its place. */
export function withChange(ticket: TicketDetail, change: PatchTicket, desk: Desk): TicketDetail {
  const next: TicketDetail = { ...ticket };
  if (change.assignee !== undefined) {
    next.assignee = change.assignee;
    next.assignee_name = desk.people.find(({ email }) => email === change.assignee)?.name ?? change.assignee;
    next.assignee_left = false;
  }
  if (change.target_group !== undefined) {
    next.target_group = change.target_group;
    next.target_group_label = labelOf(desk.target_groups, change.target_group);
    next.target_group_source = change.target_group ? 'person' : null;
  }
  if (change.category !== undefined) {
    next.category = change.category;
    next.category_label = labelOf(desk.categories, change.category) ?? change.category;
    next.category_known = true;
  }
  if (change.enquiry_type !== undefined) next.enquiry_type = change.enquiry_type;
  if (change.priority !== undefined) next.priority = change.priority;
  if (change.severity !== undefined) next.severity = change.severity;
  if (change.root_cause !== undefined) next.root_cause = change.root_cause;
  if (change.handling_minutes !== undefined) next.handling_minutes = change.handling_minutes;
  if (change.other_kind !== undefined) next.other_kind = change.other_kind;
  if (change.demand_type !== undefined) next.demand_type = change.demand_type;
  if (change.suspected_spam !== undefined) {
    next.suspected_spam = change.suspected_spam;
    next.spam_reasons = change.suspected_spam ? [SPAM_REASON_WORDS.by_hand] : [];
  }
  if (change.kind !== undefined) {
    next.kind_confirmed = change.kind;
    next.kind = { value: change.kind, label: KIND_WORDS[change.kind], source: 'confirmed', confidence: 'high' };
  }
  if (change.sub_kind !== undefined && change.sub_kind !== null) next.sub_kind = change.sub_kind;
  return next;
}

/** The label of a key, the key itself where the settings no longer have it, null for none. */
export function labelOf(list: readonly { key: string; label: string }[], key: string | null): string | null {
  return key === null ? null : (list.find((one) => one.key === key)?.label ?? key);
}
