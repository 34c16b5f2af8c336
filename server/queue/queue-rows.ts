// What the queue shows of each request: never a hidden suggestion, and a person who left by their name.
import type { QueueRow } from '../../contract/api/queue.ts';
import { statusAge } from '../method/status-age.ts';
import type { FrozenTrail } from '../method/trail.ts';
import { isSuggestionHidden } from '../tickets/blind-suggestion.ts';
import { waitsForReadingBy } from '../tickets/second-reading.queries.ts';
import { statusLabel } from '../tickets/workflow-of.ts';
import type { QueueContext } from './queue-conditions.ts';

const SNIPPET_CHARACTERS = 160;
const READ_CHARACTERS = 600;

/** The rows of these requests in this order. They must have been found readable by the same person. */
export async function queueRows(context: QueueContext, numbers: readonly number[]): Promise<QueueRow[]> {
  if (numbers.length === 0) return [];
  const rows = await selectRows(context, numbers);
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => {
    const row = byNumber.get(number);
    return row ? [queueRow(context, row)] : [];
  });
}

type Row = Awaited<ReturnType<typeof selectRows>>[number];

async function selectRows({ db, viewer }: QueueContext, numbers: readonly number[]) {
  return db
    .selectFrom('ticket')
    .leftJoin('agent', 'agent.id', 'ticket.assignee_id')
    .leftJoin('ticket_trail', 'ticket_trail.ticket_id', 'ticket.id')
    .leftJoin('ticket_seen', (join) =>
      join.onRef('ticket_seen.ticket_id', '=', 'ticket.id').on('ticket_seen.agent_id', '=', viewer.id),
    )
    .selectAll('ticket')
    .select(['agent.name as assignee_name', 'agent.email as assignee_email', 'agent.disabled as assignee_disabled'])
    .select(['ticket_trail.steps', 'ticket_seen.seen_at'])
    .select((eb) => [
      eb
        .selectFrom('ticket_message')
        .select((message) =>
          message.fn<string>('substr', ['body', message.val(1), message.val(READ_CHARACTERS)]).as('t'),
        )
        .whereRef('ticket_message.ticket_id', '=', 'ticket.id')
        .where('author', '=', 'requester')
        .orderBy('at')
        .orderBy('id')
        .limit(1)
        .as('first_words'),
      eb
        .selectFrom('ticket_message')
        .select((message) => message.fn.max<string | null>('at').as('t'))
        .whereRef('ticket_message.ticket_id', '=', 'ticket.id')
        .where('author', '=', 'requester')
        .as('last_word_at'),
      eb
        .selectFrom('attachment')
        .select((file) => file.fn.countAll<number>().as('t'))
        .whereRef('attachment.ticket_id', '=', 'ticket.id')
        .as('attachments'),
      eb.case().when(waitsForReadingBy(viewer)).then(1).else(0).end().as('asks_second_reading'),
    ])
    .where('ticket.number', 'in', [...numbers])
    .execute();
}

function queueRow({ settings, now }: QueueContext, row: Row): QueueRow {
  const isAsked = Number(row.asks_second_reading) === 1;
  const isHidden = isAsked || isSuggestionHidden(row);
  const age = statusAge(row, settings, now);
  const replied = row.first_reply_at !== null;
  return {
    number: row.number,
    version: row.version,
    subject: row.subject,
    snippet: snippetOf(row.first_words ?? '', row.subject),
    requester_name: row.requester_name,
    requester_email: row.requester_email,
    category: row.category,
    restricted: row.restricted === 1,
    suspected_spam: row.spam_reasons !== null,
    enquiry_type: row.enquiry_type,
    channel: row.channel,
    target_group: row.target_group,
    status: row.status,
    status_label: statusLabel(settings, row.status),
    status_changed_at: row.status_changed_at,
    status_hours: age.age_hours,
    status_limit_hours: age.limit_hours,
    over_limit: age.over_limit,
    priority: row.priority === 'urgent' ? 'urgent' : 'normal',
    priority_reason: row.priority_reason,
    kind: isHidden ? null : (row.kind as NonNullable<QueueRow['kind']>),
    kind_source: kindSource(row, isHidden),
    sub_kind: isAsked ? null : ((row.sub_kind_confirmed ?? row.sub_kind_auto) as QueueRow['sub_kind']),
    second_reading: isAsked,
    assignee: row.assignee_id === null ? null : assigneeOf(row, row.assignee_id),
    submitted_at: row.submitted_at,
    updated_at: row.updated_at,
    respond_by: row.respond_by,
    replied,
    over_promise: !replied && row.solved_at === null && row.respond_by < now.toISOString(),
    solved_at: row.solved_at,
    tried: { state: row.trail as QueueRow['tried']['state'], ...countSteps(row.steps) },
    unread: row.last_word_at !== null && (row.seen_at === null || row.seen_at < row.last_word_at),
    attachments: Number(row.attachments ?? 0),
    fields: JSON.parse(row.fields) as QueueRow['fields'],
  };
}

function kindSource(row: Row, isHidden: boolean): QueueRow['kind_source'] {
  // Hidden first: of one who is asked for a second reading, that there is a first one tells nothing, its kind would.
  if (isHidden) return 'hidden';
  if (row.kind_confirmed !== null) return 'confirmed';
  return row.kind === 'undetermined' ? 'unsure' : 'suggested';
}

function assigneeOf(row: Row, id: string): NonNullable<QueueRow['assignee']> {
  return {
    id,
    name: row.assignee_name ?? 'somebody who left',
    email: row.assignee_email ?? '',
    left: row.assignee_disabled !== 0,
  };
}

/** Searches, and articles that were read for long enough to count (METHOD 2.3). */
function countSteps(stored: string | null): { searches: number; reads: number } {
  const steps = stored ? (JSON.parse(stored) as FrozenTrail).steps : [];
  return {
    searches: steps.filter((step) => step.kind === 'search').length,
    reads: steps.filter((step) => step.kind === 'view' && step.qualified).length,
  };
}

/** What the message says beyond the subject, which is often its own beginning. */
function snippetOf(message: string, subject: string): string {
  const text = message.replace(/\s+/g, ' ').trim();
  const said = subject.replace(/…$/, '').trim();
  const rest =
    said !== '' && text.startsWith(said) ? text.slice(said.length).replace(/^[\s.,;:!?…،؛؟。、！？]+/u, '') : text;
  const characters = [...rest];
  return characters.length > SNIPPET_CHARACTERS
    ? `${characters
        .slice(0, SNIPPET_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`
    : rest;
}
