// The sentences of the page of a request.
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { PresentPerson } from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';

export const FIELD_WORDS: Record<keyof PatchTicket, string> = {
  assignee: 'Assigned to',
  target_group: 'Team',
  category: 'Category',
  enquiry_type: 'They chose',
  priority: 'Priority',
  severity: 'Severity',
  kind: 'Kind',
  other_kind: 'What sort',
  demand_type: 'Whether it need have come',
  sub_kind: 'Why they asked',
  root_cause: 'Root cause',
  handling_minutes: 'Time spent',
  suspected_spam: 'Suspected spam',
};

const MEGABYTE = 1_048_576;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** "A", "A and B", "A, B and C". */
export function listWords(words: readonly string[]): string {
  return list.format(words);
}

/** "A", "A or B", "A, B or C". */
export function eitherWords(words: readonly string[]): string {
  return either.format(words);
}

/** "Sofia is reading this too. Tomás is writing." */
export function presenceWords(others: readonly PresentPerson[]): string {
  const names = (state: PresentPerson['state']) => others.filter((one) => one.state === state).map(({ name }) => name);
  const writing = names('typing');
  const reading = names('viewing');
  const be = (people: string[]) => (people.length === 1 ? 'is' : 'are');
  return [
    writing.length ? `${listWords(writing)} ${be(writing)} writing` : '',
    reading.length ? `${listWords(reading)} ${be(reading)} reading this too` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "12 kB", "3.4 MB". */
export function bytesWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < MEGABYTE) return `${Math.round(bytes / 1_024)} kB`;
  return `${(bytes / MEGABYTE).toFixed(1).replace('.0', '')} MB`;
}

/** What may be attached, said before anybody tries. */
export const FILE_LIMITS = `Up to ${LIMITS.attachmentsAtOnce} files at once, ${bytesWords(LIMITS.attachmentBytes)} each, ${bytesWords(LIMITS.attachmentsAtOnceBytes)} together.`;

export function tooBigWords(name: string, bytes: number): string {
  const size = bytesWords(bytes);
  // A few bytes too many must not read as just enough.
  const said = size === bytesWords(LIMITS.attachmentBytes) ? `a little over ${size}` : size;
  return `${name} is ${said}; we can take ${bytesWords(LIMITS.attachmentBytes)}. A short recording or a picture is enough.`;
}

/** "0:05", "12:40", "1:02:03" from seconds. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** "65 seconds", "1 second", "3 min 20 s". */
export function secondsWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole === 1) return '1 second';
  if (whole < 120) return `${whole} seconds`;
  return shortSpanWords(whole);
}

/** "45 s", "2 min 30 s", "1 h 05 min". */
export function shortSpanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return whole % 60 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${whole / 60} min`;
  return `${Math.floor(whole / 3_600)} h ${String(Math.floor((whole % 3_600) / 60)).padStart(2, '0')} min`;
}

/** "first in the list", "4th in the list". */
export function positionWords(position: number): string {
  const spelt = ['first', 'second', 'third'][position - 1];
  return `${spelt ?? `number ${position}`} in the list`;
}

/** "The person" where nobody gave a name. */
export function requesterName(requester: { name: string | null; email: string | null }): string {
  return requester.name?.trim() || requester.email || 'The person';
}

/** "Priya" of "Priya Nair"; whole where it is an address. */
export function firstName(requester: { name: string | null; email: string | null }): string {
  const name = requester.name?.trim();
  return name ? (name.split(/\s+/)[0] ?? name) : (requester.email ?? 'them');
}

const CHANNEL_WORDS: Record<string, string> = {
  widget: 'through the widget',
  help_centre: 'through the help centre',
  in_person: 'in person',
};

/** "through the widget", "by phone". */
export function byChannel(ticket: { channel: string; channel_label: string }): string {
  return CHANNEL_WORDS[ticket.channel] ?? `by ${ticket.channel_label.toLocaleLowerCase()}`;
}

/** "3 answers", "1 answer", "no answers". */
export function answersWords(count: number | null): string {
  if (count === null) return '';
  return count === 0 ? 'no answers' : count === 1 ? '1 answer' : `${count} answers`;
}
