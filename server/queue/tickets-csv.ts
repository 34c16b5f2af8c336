// The queue as a table for spreadsheets (RFC 4180): every cell is text, and none begins a formula (SEC-38).
import type { ListTickets, QueueRow } from '../../contract/api/queue.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { QueueContext } from './queue-conditions.ts';
import { listTickets } from './ticket-list.queries.ts';

const COLUMNS: readonly [name: string, value: (row: QueueRow) => string | number | boolean | null][] = [
  ['number', (row) => row.number],
  ['subject', (row) => row.subject],
  ['requester_name', (row) => row.requester_name],
  ['requester_email', (row) => row.requester_email],
  ['status', (row) => row.status],
  ['priority', (row) => row.priority],
  ['kind', (row) => row.kind],
  ['kind_source', (row) => row.kind_source],
  ['sub_kind', (row) => row.sub_kind],
  ['category', (row) => row.category],
  ['target_group', (row) => row.target_group],
  ['assignee', (row) => row.assignee?.email ?? null],
  ['channel', (row) => row.channel],
  ['enquiry_type', (row) => row.enquiry_type],
  ['suspected_spam', (row) => row.suspected_spam],
  ['fields', ({ fields }) => (Object.keys(fields).length > 0 ? JSON.stringify(fields) : null)],
  ['submitted_at', (row) => row.submitted_at],
  ['respond_by', (row) => row.respond_by],
  ['solved_at', (row) => row.solved_at],
  ['searches', (row) => row.tried.searches],
  ['reads', (row) => row.tried.reads],
];

/** What a spreadsheet takes for a formula, also after spaces and invisible signs, and in wide letters. */
const DANGEROUS_START = /^(?:[\t\r\n\0]|[\s\0"\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** One cell: an apostrophe before what could be run, quotes around what needs them. */
export function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const harmless = DANGEROUS_START.test(value) ? `'${value}` : value;
  return /[",\r\n\0]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** All that match, in the order that was asked for; at most `LIMITS.csvRows`. */
export async function ticketsCsv(context: QueueContext, query: ListTickets): Promise<string> {
  const lines = [COLUMNS.map(([name]) => name).join(',')];
  let cursor = query.cursor;
  do {
    const page = await listTickets(context, { ...query, limit: LIMITS.adminPageSize, cursor });
    for (const row of page.tickets) lines.push(COLUMNS.map(([, value]) => csvCell(value(row))).join(','));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && lines.length <= LIMITS.csvRows);
  return `${lines.slice(0, LIMITS.csvRows + 1).join('\r\n')}\r\n`;
}
