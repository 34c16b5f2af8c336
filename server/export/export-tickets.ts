// Reads the requests for an export, as the exchange format has tickets: words, replies, moves, answers, what was decided.
import type { Selectable } from 'kysely';
import type { Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';
import { IMPORTED_NOTE } from '../reports/ticket-facts.queries.ts';
import type { SecondReadingTable } from '../tickets/second-reading.table.ts';
import type { TicketMessageTable, TicketTable } from '../tickets/tickets.table.ts';
import { exportedTickets } from './export-scope.ts';

const TICKETS_AT_ONCE = 200;

export type ExportedTicket = ReturnType<typeof ticketOf>;

/** All of them, oldest number first. */
export async function* exportedTicketRows(db: Db): AsyncGenerator<ExportedTicket> {
  const people = await db.selectFrom('agent').select(['id', 'email']).execute();
  const emailOf = new Map(people.map(({ id, email }) => [id, email]));
  let after = 0;
  for (;;) {
    const rows = await exportedTickets(db)
      .selectAll('ticket')
      .where('ticket.number', '>', after)
      .orderBy('ticket.number')
      .limit(TICKETS_AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
    const ids = rows.map(({ id }) => id);
    const messages = groupBy(
      await db
        .selectFrom('ticket_message')
        .selectAll()
        .where('ticket_id', 'in', ids)
        .orderBy('at')
        .orderBy('id')
        .execute(),
      ({ ticket_id }) => ticket_id,
    );
    const answers = groupBy(
      await db.selectFrom('ticket_answer').selectAll().where('ticket_id', 'in', ids).orderBy('position').execute(),
      ({ ticket_id }) => ticket_id,
    );
    const moves = groupBy(
      await db
        .selectFrom('ticket_history')
        .select(['ticket_id', 'at', 'from_value', 'to_value', 'note'])
        .where('ticket_id', 'in', ids)
        .where('what', '=', 'status')
        .orderBy('at')
        .orderBy('version')
        .orderBy('id')
        .execute(),
      ({ ticket_id }) => ticket_id,
    );
    const readings = new Map(
      (await db.selectFrom('second_reading').selectAll().where('ticket_id', 'in', ids).execute()).map((reading) => [
        reading.ticket_id,
        reading,
      ]),
    );
    const files = groupBy(
      await db
        .selectFrom('attachment')
        .select(['id', 'message_id', 'name', 'type', 'bytes', 'sha256'])
        .where('ticket_id', 'in', ids)
        .orderBy('message_id')
        .orderBy('position')
        .execute(),
      ({ message_id }) => message_id,
    );
    for (const row of rows)
      yield ticketOf(row, emailOf, {
        filesOf: (messageId) =>
          (files.get(messageId) ?? []).map(({ id, name, type, bytes, sha256 }) => ({ id, name, type, bytes, sha256 })),
        messages: messages.get(row.id) ?? [],
        answers: (answers.get(row.id) ?? []).map(({ slug }) => slug),
        reading: readingOf(readings.get(row.id), emailOf),
        isImported: (moves.get(row.id) ?? [])[0]?.note === IMPORTED_NOTE,
        moves: (moves.get(row.id) ?? []).map(({ at, from_value, to_value }) => ({
          at,
          from: from_value,
          to: to_value,
        })),
      });
  }
}

/** Whether it was drawn to be read by a second person, and what the two called it. */
function readingOf(row: Selectable<SecondReadingTable> | undefined, emailOf: ReadonlyMap<string, string>) {
  if (!row) return null;
  const { asked_at, read_at, kind, first_kind, rule_version } = row;
  const [by, first_by] = [row.reader_id, row.first_reader_id].map((id) => emailOf.get(id ?? '') ?? null);
  return { asked_at, read: read_at === null ? null : { at: read_at, kind, by, first_kind, first_by, rule_version } };
}

function ticketOf(
  row: Selectable<TicketTable>,
  emailOf: ReadonlyMap<string, string>,
  own: {
    messages: readonly Selectable<TicketMessageTable>[];
    answers: string[];
    filesOf: (messageId: string) => { id: string; name: string; type: string; bytes: number; sha256: string }[];
    reading: ReturnType<typeof readingOf>;
    isImported: boolean;
    moves: { at: string; from: string | null; to: string | null }[];
  },
) {
  const first = own.messages.find(({ author, visibility }) => author === 'requester' && visibility === 'public');
  const text = first ?? own.messages[0];
  const replies = own.messages
    .filter((message) => message !== text)
    .map(({ id, at, author, visibility, body, articles }) => ({
      ...{ at, from: author === 'requester' ? ('requester' as const) : ('team' as const), text: body, visibility },
      ...{ agent: emailOf.get(author) ?? null, articles: JSON.parse(articles) as string[], files: own.filesOf(id) },
    }));
  return {
    ...{ id: row.id, number: row.number, submitted_at: row.submitted_at, site: row.site, channel: row.channel },
    requester: row.requester_email ?? row.requester_key,
    ...{ requester_name: row.requester_name, user_ref: row.user_ref, locale: row.locale, audience: row.audience },
    ...{ page_key: row.page_key, category: row.category, subject: row.subject, text: text?.body ?? row.subject },
    ...{ enquiry_type: row.enquiry_type, reply_expected: row.reply_expected === 1, browser: row.browser },
    ...{ fields: JSON.parse(row.fields) as Record<string, unknown>, page_error: row.host_error_count },
    ...{ session: row.trail === 'none' ? null : row.sid, trail: row.trail === 'removed' ? 'removed' : 'attached' },
    ...{ status: row.status, priority: row.priority, severity: row.severity, support_level: row.support_level },
    ...{ target_group: row.target_group, first_target_group: row.first_target_group },
    ...{ resolver_group: row.resolver_group, assignee: emailOf.get(row.assignee_id ?? '') ?? null },
    ...{ first_reply_at: row.first_reply_at, solved_at: row.solved_at, reopened: row.reopened_count > 0 },
    ...{ public_replies: row.public_replies, handling_minutes: row.handling_minutes, root_cause: row.root_cause },
    ...{ resolution_code: row.resolution_code, answer_state: row.answer_state, answer_articles: own.answers },
    ...{ duplicate_of: row.duplicate_of, blind: row.blind === 1, csat: row.csat, csat_comment: row.csat_comment },
    ...{ kind_confirmed: row.kind_confirmed, kind_confirmed_at: row.kind_confirmed_at, other_kind: row.other_kind },
    kind_confirmed_by: emailOf.get(row.kind_confirmed_by ?? '') ?? null,
    second_reading: own.reading,
    ...{ sub_kind_confirmed: row.sub_kind_confirmed, demand_type: row.demand_type },
    // What it counts as by the rules, for readers of the file: an import works it out anew.
    counts_as: { kind: row.kind, source: row.kind_source, sub_kind: row.sub_kind_auto, reason: row.sub_kind_reason },
    ...{ imported: own.isImported, moves: own.moves, files: text ? own.filesOf(text.id) : [], replies },
  };
}
