// Two people changed one request: which of the changes touch the same thing, and what each wanted, side by side.
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import type { ChangedSince, StaleProblem, TicketDetail, TicketMessage } from '../../contract/api/ticket-work.ts';
import { KIND_WORDS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import type { Answer } from '../api-client.ts';
import { FIELD_WORDS } from './ticket-words.ts';
import { labelOf } from './with-changes.ts';

export type FieldName = keyof PatchTicket;

/** One field as it was read, as somebody else set it, and as this person wants it; in words. */
export interface ConflictRow {
  field: string;
  label: string;
  was: string;
  theirs: string;
  mine: string;
}

export interface Conflict {
  /** What was being done: changing a field, sending words, moving the request. */
  act: 'change' | 'message' | 'move';
  rows: ConflictRow[];
  /** Everything that happened since, in the server's words. */
  changed: readonly ChangedSince[];
  newMessages: readonly TicketMessage[];
  /** What this person wrote, where they were sending words. */
  myWords: string | null;
}

/** What a 412 brings, or null for any other answer. */
export function staleIn(answer: Answer<unknown>): StaleProblem | null {
  if (answer.ok || answer.problem?.code !== 'stale' || !answer.problem.current) return null;
  return answer.problem as unknown as StaleProblem;
}

/** The fields of `change` that somebody else set to something else since `base` was read. */
export function fieldsInConflict(base: TicketDetail, current: TicketDetail, change: PatchTicket): FieldName[] {
  return (Object.keys(change) as FieldName[]).filter((field) => {
    const theirs = fieldValue(current, field);
    return theirs !== fieldValue(base, field) && theirs !== change[field];
  });
}

/** Rows for the fields in conflict, each value in the words that the page uses for it. */
export function conflictRows(
  base: TicketDetail,
  current: TicketDetail,
  change: PatchTicket,
  desk: Desk,
): ConflictRow[] {
  return fieldsInConflict(base, current, change).map((field) => ({
    field,
    label: FIELD_WORDS[field],
    was: wordsOfValue(field, fieldValue(base, field), desk),
    theirs: wordsOfValue(field, fieldValue(current, field), desk),
    mine: wordsOfValue(field, change[field] ?? null, desk),
  }));
}

/** The row for a move to `wanted` that somebody else's move came before; none where the status stayed. */
export function moveRows(base: TicketDetail, current: TicketDetail, wanted: string): ConflictRow[] {
  if (base.status === current.status) return [];
  const [was, theirs] = [base.status_label, current.status_label];
  return [{ field: 'status', label: 'Status', was, theirs, mine: wanted }];
}

/** Messages of `current` that `base` did not have, merged ones included. */
export function messagesSince(base: TicketDetail, current: TicketDetail): TicketMessage[] {
  const known = new Set([...base.messages, ...base.merged.flatMap((one) => one.messages)].map(({ id }) => id));
  const all = [...current.messages, ...current.merged.flatMap((one) => one.messages)];
  return all.filter(({ id }) => !known.has(id));
}

/** Who changed it last, and at what moment; null where the server names nobody. */
export function lastChange(changed: readonly ChangedSince[]): { who: string; at: string } | null {
  const inOrder = changed.toSorted((a, b) => a.at.localeCompare(b.at));
  // What follows by itself is the act of whoever caused it.
  const last = inOrder.findLast(({ who }) => who !== 'system') ?? inOrder.at(-1);
  return last ? { who: actorWords(last.who), at: last.at } : null;
}

/** Whoever did something, as the server names them. */
export function actorWords(who: string): string {
  return { system: 'Fingerpost', requester: 'The person who asked' }[who] ?? who;
}

function fieldValue(ticket: TicketDetail, field: FieldName): string | number | boolean | null {
  if (field === 'kind') return ticket.kind_confirmed;
  return ticket[field];
}

function wordsOfValue(field: FieldName, value: string | number | boolean | null, desk: Desk): string {
  if (value === null || value === undefined) return field === 'kind' ? 'Not confirmed' : 'None';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const key = String(value);
  switch (field) {
    case 'assignee':
      return desk.people.find(({ email }) => email === key)?.name ?? key;
    case 'target_group':
      return labelOf(desk.target_groups, key) ?? key;
    case 'category':
      return labelOf(desk.categories, key) ?? key;
    case 'enquiry_type':
      return labelOf(desk.enquiry_types, key) ?? key;
    case 'root_cause':
      return labelOf(desk.root_causes, key) ?? key;
    case 'other_kind':
      return labelOf(desk.other_kinds, key) ?? key;
    case 'kind':
      return KIND_WORDS[key as keyof typeof KIND_WORDS] ?? key;
    case 'sub_kind':
      return SUB_KIND_WORDS[key as keyof typeof SUB_KIND_WORDS] ?? key;
    case 'priority':
      return key === 'urgent' ? 'Urgent' : 'Normal';
    default:
      return key;
  }
}
