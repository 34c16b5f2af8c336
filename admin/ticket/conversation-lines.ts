// The conversation in order of time: messages, messages of requests that were merged in, and what happened between them.
import type { HistoryEntry, TicketDetail, TicketMessage } from '../../contract/api/ticket-work.ts';

export type ConversationLine =
  | {
      is: 'message';
      at: string;
      message: TicketMessage;
      /** The number of the merged request that it came with, or null. */
      from: number | null;
      requester: TicketDetail['requester'];
    }
  | { is: 'events'; at: string; events: readonly HistoryEntry[] };

/**
 * Oldest first; events between two messages stand together. Without `withEvents` only messages.
 * What was written with a change comes before it.
 */
export function conversationLines(ticket: TicketDetail, withEvents: boolean): ConversationLine[] {
  const messages: ConversationLine[] = [
    ...ticket.messages.map((message) => lineOf(message, null, ticket.requester)),
    ...ticket.merged.flatMap((one) => one.messages.map((message) => lineOf(message, one.number, one.requester))),
  ];
  const events: ConversationLine[] = withEvents
    ? ticket.history.filter(isWorthTelling).map((entry) => ({ is: 'events', at: entry.at, events: [entry] }))
    : [];
  const inOrder = [...messages, ...events].toSorted(byMoment);
  const lines: ConversationLine[] = [];
  for (const line of inOrder) {
    const last = lines.at(-1);
    if (line.is === 'events' && last?.is === 'events') {
      lines[lines.length - 1] = { ...last, events: [...last.events, ...line.events] };
    } else lines.push(line);
  }
  return lines;
}

/** What is written with a change is kept a moment after it: within so many milliseconds the words still come first. */
const SAME_ACT_MS = 1_000;

function byMoment(a: ConversationLine, b: ConversationLine): number {
  return placeInTime(a) - placeInTime(b);
}

function placeInTime({ at, is }: ConversationLine): number {
  return Date.parse(at) + (is === 'events' ? SAME_ACT_MS : 0);
}

function lineOf(message: TicketMessage, from: number | null, requester: TicketDetail['requester']): ConversationLine {
  return { is: 'message', at: message.at, message, from, requester };
}

/** What changed the course of a request; the rest is in its history. */
const TOLD = ['status', 'assignee_id', 'assignee', 'category', 'priority', 'merged', 'merged_into', 'unmerged', 'csat'];

/** Its being sent is told by the first message. */
function isWorthTelling(entry: HistoryEntry): boolean {
  return TOLD.includes(entry.what) && !(entry.what === 'status' && entry.from === null);
}
