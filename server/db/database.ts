// Every table of the database, gathered from the features that own them.

import type { Kysely, Transaction } from 'kysely';
import type { ArticleRevisionTable, ArticleTable } from '../articles/articles.table.ts';
import type { AttachmentTable } from '../attachments/attachments.table.ts';
import type { AuditTable } from '../audit/audit.table.ts';
import type { DemoRowTable } from '../demo-life/demo.table.ts';
import type { TicketDraftTable } from '../drafts/drafts.table.ts';
import type { ArticleViewTable, EventTable, HelpSessionTable, SearchTable } from '../events/events.table.ts';
import type { GapHistoryTable, GapSplitTable, GapTable } from '../gaps/gaps.table.ts';
import type {
  LearntEvidenceTable,
  LearntQuestionTable,
  LearntStaleTable,
  LearntVetoTable,
} from '../learning/learning.table.ts';
import type { AgentTable, ApiTokenTable } from '../people/people.table.ts';
import type { PhraseTable, PhraseTokenTable } from '../phrases/phrases.table.ts';
import type { TicketPresenceTable } from '../presence/presence.table.ts';
import type {
  SavedViewTable,
  TicketBatchItemTable,
  TicketBatchTable,
  TicketCountTable,
  TicketSeenTable,
} from '../queue/queue.table.ts';
import type {
  ArticleDayTable,
  AttemptDayTable,
  ClusterArticleDayTable,
  ClusterDayTable,
  PhraseDayTable,
  RollupStateTable,
  UnansweredDayTable,
} from '../rollups/rollups.table.ts';
import type {
  AgentAccountTable,
  AgentLinkTable,
  AgentSessionTable,
  AgentTwoFactorTable,
  AgentVerificationTable,
  SignInFailureTable,
} from '../sign-in/sign-in.table.ts';
import type { AnnouncedProblemTable } from '../sites/announced-problems.table.ts';
import type { SecondReadingTable } from '../tickets/second-reading.table.ts';
import type { TicketMergeTable } from '../tickets/ticket-merge.table.ts';
import type {
  CounterTable,
  IdempotencyTable,
  OutboxTable,
  TicketAnswerTable,
  TicketHistoryTable,
  TicketMessageTable,
  TicketPersonTable,
  TicketReadTable,
  TicketTable,
  TicketTrailTable,
} from '../tickets/tickets.table.ts';

export interface Database {
  announced_problem: AnnouncedProblemTable;
  agent: AgentTable;
  agent_account: AgentAccountTable;
  agent_link: AgentLinkTable;
  agent_session: AgentSessionTable;
  agent_two_factor: AgentTwoFactorTable;
  agent_verification: AgentVerificationTable;
  api_token: ApiTokenTable;
  article: ArticleTable;
  article_day: ArticleDayTable;
  article_revision: ArticleRevisionTable;
  article_view: ArticleViewTable;
  attempt_day: AttemptDayTable;
  audit: AuditTable;
  attachment: AttachmentTable;
  cluster_article_day: ClusterArticleDayTable;
  cluster_day: ClusterDayTable;
  counter: CounterTable;
  demo_row: DemoRowTable;
  event: EventTable;
  gap: GapTable;
  gap_history: GapHistoryTable;
  gap_split: GapSplitTable;
  help_session: HelpSessionTable;
  idempotency: IdempotencyTable;
  learnt_evidence: LearntEvidenceTable;
  learnt_question: LearntQuestionTable;
  learnt_stale: LearntStaleTable;
  learnt_veto: LearntVetoTable;
  outbox: OutboxTable;
  phrase: PhraseTable;
  phrase_day: PhraseDayTable;
  phrase_token: PhraseTokenTable;
  rollup_state: RollupStateTable;
  saved_view: SavedViewTable;
  search: SearchTable;
  second_reading: SecondReadingTable;
  sign_in_failure: SignInFailureTable;
  ticket: TicketTable;
  ticket_answer: TicketAnswerTable;
  ticket_batch: TicketBatchTable;
  ticket_batch_item: TicketBatchItemTable;
  ticket_count: TicketCountTable;
  ticket_draft: TicketDraftTable;
  ticket_history: TicketHistoryTable;
  ticket_merge: TicketMergeTable;
  ticket_message: TicketMessageTable;
  ticket_person: TicketPersonTable;
  ticket_presence: TicketPresenceTable;
  ticket_read: TicketReadTable;
  ticket_seen: TicketSeenTable;
  ticket_trail: TicketTrailTable;
  unanswered_day: UnansweredDayTable;
}

/** A database or a transaction in it: what every query takes first. */
export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;
