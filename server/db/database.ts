// Every table of the database, gathered from the features that own them.
import type { Kysely, Transaction } from 'kysely';
import type { ArticleRevisionTable, ArticleTable } from '../articles/articles.table.ts';
import type { ArticleViewTable, EventTable, HelpSessionTable, SearchTable } from '../events/events.table.ts';
import type { GapHistoryTable, GapTable } from '../gaps/gaps.table.ts';
import type { AgentTable, ApiTokenTable } from '../people/people.table.ts';
import type {
  CounterTable,
  IdempotencyTable,
  OutboxTable,
  TicketAnswerTable,
  TicketHistoryTable,
  TicketMessageTable,
  TicketTable,
  TicketTrailTable,
} from '../tickets/tickets.table.ts';

export interface Database {
  agent: AgentTable;
  api_token: ApiTokenTable;
  article: ArticleTable;
  article_revision: ArticleRevisionTable;
  article_view: ArticleViewTable;
  counter: CounterTable;
  event: EventTable;
  gap: GapTable;
  gap_history: GapHistoryTable;
  help_session: HelpSessionTable;
  idempotency: IdempotencyTable;
  outbox: OutboxTable;
  search: SearchTable;
  ticket: TicketTable;
  ticket_answer: TicketAnswerTable;
  ticket_history: TicketHistoryTable;
  ticket_message: TicketMessageTable;
  ticket_trail: TicketTrailTable;
}

/** A database or a transaction in it: what every query takes first. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
