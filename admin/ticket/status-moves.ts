// Where a request may go from here, and for every other status of its workflow why not and what is allowed instead.
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import type { Move, RequirableField } from '../../contract/workflow.ts';
import { eitherWords, listWords } from './ticket-words.ts';

export interface StatusChoice {
  key: string;
  label: string;
  /** In the requester's words. */
  publicLabel: string;
  is: 'current' | 'allowed' | 'refused';
  /** What has to be given for it. */
  missing: readonly RequirableField[];
  /** A sentence, where it is refused. */
  why: string | null;
  ends: boolean;
}

/** Every status of the request's workflow, in the order of the settings. */
export function statusChoices(ticket: TicketDetail, desk: Desk): StatusChoice[] {
  const steps = desk.workflows[ticket.workflow] ?? {};
  const keys = new Set([...Object.keys(steps), ...Object.values(steps).flat(), ...ticket.allowed_next]);
  return desk.statuses
    .filter(({ key }) => keys.has(key) || key === ticket.status)
    .map((status) => {
      const move = ticket.moves.find((one) => one.status === status.key);
      const isAllowed = ticket.allowed_next.includes(status.key);
      const is = status.key === ticket.status ? 'current' : isAllowed ? 'allowed' : 'refused';
      return {
        key: status.key,
        label: status.label,
        publicLabel: move?.public_label ?? status.public,
        is,
        missing: move?.missing ?? [],
        why: is === 'refused' ? whyNot(ticket, desk, status.key, move) : null,
        ends: status.ends,
      };
    });
}

/** '"In testing" comes after "Ready to test". You can move it to Ready to test or Cannot replicate.' */
function whyNot(ticket: TicketDetail, desk: Desk, status: string, move: Move | undefined): string {
  const label = (key: string) => desk.statuses.find((one) => one.key === key)?.label ?? key;
  const quoted = (key: string) => `“${label(key)}”`;
  if (!ticket.may.answer) return 'You can read this request, but not move it.';
  if (ticket.is_merged)
    return `This request was merged into ${ticket.duplicate_of ?? 'one that you cannot see'}: what moves is that one.`;
  const steps = desk.workflows[ticket.workflow] ?? {};
  const before = Object.keys(steps).filter((from) => steps[from]?.includes(status));
  const reason = move?.why_not
    ? move.why_not
    : before.length
      ? `${quoted(status)} comes after ${eitherWords(before.map(quoted))}.`
      : `${quoted(status)} is not reached by any step.`;
  const allowed = ticket.allowed_next.map(label);
  const then = allowed.length ? `You can move it to ${eitherWords(allowed)}.` : 'From here it cannot be moved.';
  return `${reason} ${then}`;
}

const NEEDS: Record<RequirableField, string> = {
  answer: 'what answers it, or what was done',
  answer_state: 'what answers it',
  resolution_code: 'what was done',
  root_cause: 'the root cause',
  note: 'a note',
  assignee: 'somebody assigned to it',
  target_group: 'a team',
  kind: 'its kind confirmed',
  handling_minutes: 'the time spent',
};

/** '"In progress" needs a team and a note first.' */
export function missingWords(label: string, missing: readonly RequirableField[]): string {
  return `“${label}” needs ${listWords(missing.map((field) => NEEDS[field]))} first.`;
}

/** Statuses that solving may lead to: those that end it, those that ask the requester whether it is solved; the usual first. */
export function solvingStatuses(ticket: TicketDetail, desk: Desk): { key: string; label: string }[] {
  const rank = ['completed', 'answered', 'client_testing'];
  const place = (key: string) => (rank.includes(key) ? rank.indexOf(key) : rank.length);
  return desk.statuses
    .filter(({ key, ends, asks_requester }) => (ends || asks_requester) && ticket.allowed_next.includes(key))
    .map(({ key, label }) => ({ key, label }))
    .toSorted((a, b) => place(a.key) - place(b.key));
}

/** Why it cannot be solved from here, and where it can go. */
export function notSolvableWords(ticket: TicketDetail, desk: Desk): string {
  if (!ticket.may.answer) return 'You can read this request, but not solve it.';
  const label = (key: string) => desk.statuses.find((one) => one.key === key)?.label ?? key;
  const allowed = ticket.allowed_next.map(label);
  return allowed.length
    ? `From “${ticket.status_label}” it cannot be solved at once. You can move it to ${eitherWords(allowed)}.`
    : `From “${ticket.status_label}” it cannot be moved.`;
}
