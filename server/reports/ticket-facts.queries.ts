// Reads the requests that the figures on answers, times, costs and suggestions count: a row each, with what was linked and moved.
import type { Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';
import type { AnswerState, Confidence, Kind, ResolutionCode, SubKind } from '../method/kinds.ts';
import type { DemandType, TicketFacts } from '../method/ticket-facts.ts';
import type { Viewer } from '../people/permissions.ts';
import { asCounted, type ReportScope, type ScopedTicket, ticketsIn } from './report-rows.queries.ts';

/** A request as it counts, and what is said beside the figure. */
export type ScopedFacts = TicketFacts & ScopedTicket;

export interface FactsOptions {
  /** By which moment a request is in the window: M18, M19, M21 and M23 go by the last solve (METHOD 9). */
  by?: 'submitted_at' | 'solved_at';
  /** A suggestion that is still hidden counts as not sure, as in the queue. */
  asShown?: boolean;
  /** Statuses that end a request: which of its moves took it up again. */
  ends: ReadonlySet<string>;
}

const REOPENED_SOON_MS = 7 * 86_400_000;

export async function ticketFacts(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { by = 'submitted_at', asShown = false, ends }: FactsOptions,
): Promise<ScopedFacts[]> {
  const requests = ticketsIn(db, viewer, scope, by);
  const rows = await requests.selectAll('ticket').execute();
  const ids = requests.select('ticket.id');
  const answers = await db
    .selectFrom('ticket_answer')
    .leftJoin('article', 'article.slug', 'ticket_answer.slug')
    .select(['ticket_answer.ticket_id', 'ticket_answer.slug', 'article.locale', 'article.published_at'])
    .where('ticket_answer.ticket_id', 'in', ids)
    .orderBy('ticket_answer.position')
    .execute();
  const moves = await db
    .selectFrom('ticket_history')
    .select(['ticket_id', 'at', 'from_value', 'to_value'])
    .where('what', '=', 'status')
    .where('from_value', 'is not', null)
    .where('ticket_id', 'in', ids)
    .orderBy('at')
    .orderBy('version')
    .execute();
  const answersOf = groupBy(answers, ({ ticket_id }) => ticket_id);
  const movesOf = groupBy(moves, ({ ticket_id }) => ticket_id);
  return rows.map((row) => {
    const own = movesOf.get(row.id) ?? [];
    const [firstMove] = own;
    return {
      ...asCounted(row, asShown),
      channel: row.channel,
      enquiry_type: row.enquiry_type,
      reply_expected: row.reply_expected === 1,
      acknowledged_at: earliest(firstMove?.at ?? null, row.first_reply_at),
      first_reply_at: row.first_reply_at,
      solved_at: row.solved_at,
      was_reopened: row.reopened_count > 0,
      was_reopened_soon: row.reopened_count > 0 && reopenedSoon(own, ends),
      public_replies: row.public_replies,
      root_cause: row.root_cause,
      resolution_code: row.resolution_code as ResolutionCode | null,
      answer_state: row.answer_state as AnswerState | null,
      answers_published_at: publishedOf(answersOf.get(row.id) ?? [], row.locale),
      is_duplicate: row.duplicate_of !== null,
      other_kind: row.other_kind,
      demand_type: row.demand_type as DemandType | null,
      csat: row.csat,
      blind: row.blind === 1,
      suggestion: { kind: row.kind_suggested_1 as Kind, confidence: row.kind_confidence_1 as Confidence },
      kind_confirmed: row.kind_confirmed as Kind | null,
      sub_kind_auto: row.sub_kind_auto as SubKind | null,
      sub_kind_confirmed: row.sub_kind_confirmed as SubKind | null,
      first_target_group: row.first_target_group,
      resolver_group: row.solved_at === null ? null : (row.resolver_group ?? row.target_group),
    };
  });
}

function earliest(one: string | null, other: string | null): string | null {
  return one === null || other === null ? (one ?? other) : one < other ? one : other;
}

/** When each linked article came out, in the requester's own language where there are several. */
function publishedOf(
  rows: readonly { slug: string; locale: string | null; published_at: string | null }[],
  locale: string,
): (string | null)[] {
  const bySlug = groupBy(rows, ({ slug }) => slug);
  return [...bySlug.values()].map(
    (same) => (same.find((row) => row.locale === locale) ?? same[0])?.published_at ?? null,
  );
}

/** Whether it was taken up again within seven days of an end. Where moves were not kept (an import), it counts as such. */
function reopenedSoon(
  moves: readonly { at: string; from_value: string | null; to_value: string | null }[],
  ends: ReadonlySet<string>,
): boolean {
  let endedAt: string | null = null;
  let wasSeen = false;
  for (const { at, from_value, to_value } of moves) {
    const isAgain = ends.has(from_value ?? '') && !ends.has(to_value ?? '');
    if (isAgain && endedAt !== null) {
      wasSeen = true;
      if (Date.parse(at) - Date.parse(endedAt) <= REOPENED_SOON_MS) return true;
    }
    if (ends.has(to_value ?? '')) endedAt = at;
  }
  return !wasSeen;
}
