// Reads the requests that the figures on answers, times, costs and suggestions count: a row each, with what was linked and moved.
import type { Db } from '../db/database.ts';
import { groupBy } from '../method/group-by.ts';
import type { AnswerState, Confidence, Kind, ResolutionCode, SubKind } from '../method/kinds.ts';
import type { TwoReadings } from '../method/suggestion-accuracy.ts';
import type { AnswerFacts, DemandType, MoveFacts, RequestFacts } from '../method/ticket-facts.ts';
import type { Viewer } from '../people/permissions.ts';
import { asCounted, type ReportScope, type ScopedTicket, ticketsIn } from './report-rows.queries.ts';

/** A request as it counts, and what is said beside the figure. */
export type ScopedFacts = RequestFacts & ScopedTicket & { locale: string };

/** By which moment a request is in the window: M18, M19, M21 and M23 go by the last solve (METHOD 9). */
export type WindowBy = 'submitted_at' | 'solved_at';

/** What the first line of a history says of a request that was imported. */
export const IMPORTED_NOTE = 'imported';

/** What was solved so long ago counts as settled. */
export const SETTLED_AFTER_MS = 7 * 86_400_000;

const REOPENED_SOON_MS = 7 * 86_400_000;

/** Their own rows alone, of which only what counts is read. @param asShown as for `ticketRows`. */
export async function ticketFacts(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  { by = 'submitted_at', asShown = false }: { by?: WindowBy; asShown?: boolean },
): Promise<ScopedFacts[]> {
  const rows = await ticketsIn(db, viewer, scope, by)
    .select([
      ...['id', 'submitted_at', 'requester_key', 'target_group', 'kind', 'sub_kind_auto', 'sub_kind_reason'],
      ...['sub_kind_weak', 'sub_kind_confirmed', 'handling_minutes', 'kind_confirmed', 'kind_suggested_2', 'blind'],
      ...['trail', 'erased_at', 'locale', 'channel', 'enquiry_type', 'reply_expected', 'first_reply_at', 'solved_at'],
      ...['reopened_count', 'public_replies', 'root_cause', 'resolution_code', 'answer_state', 'duplicate_of'],
      ...['other_kind', 'demand_type', 'csat', 'kind_suggested_1', 'kind_confidence_1', 'first_target_group'],
      ...['resolver_group'],
    ] as const)
    .execute();
  return rows.map((row) => {
    const counted = asCounted(row, asShown);
    // Written out: an object that begins as a copy of another and grows costs ten times as much, for many thousand rows.
    return {
      id: counted.id,
      submitted_at: counted.submitted_at,
      requester: counted.requester,
      target_group: counted.target_group,
      kind: counted.kind,
      sub_kind: counted.sub_kind,
      sub_kind_reason: counted.sub_kind_reason,
      sub_kind_weak: counted.sub_kind_weak,
      handling_minutes: counted.handling_minutes,
      is_hidden: counted.is_hidden,
      is_erased: counted.is_erased,
      has_trail: counted.has_trail,
      locale: row.locale,
      channel: row.channel,
      enquiry_type: row.enquiry_type,
      reply_expected: row.reply_expected === 1,
      first_reply_at: row.first_reply_at,
      solved_at: row.solved_at,
      was_reopened: row.reopened_count > 0,
      public_replies: row.public_replies,
      root_cause: row.root_cause,
      resolution_code: row.resolution_code as ResolutionCode | null,
      answer_state: row.answer_state as AnswerState | null,
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

/** The same with what their answers link to. */
export async function factsWithAnswers(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: { by: WindowBy; asShown: boolean },
): Promise<(ScopedFacts & AnswerFacts)[]> {
  const tickets = await ticketFacts(db, viewer, scope, options);
  const answers = await db
    .selectFrom('ticket_answer')
    .select(['ticket_id', 'slug'])
    .where('ticket_id', 'in', ticketsIn(db, viewer, scope, options.by).select('ticket.id'))
    .orderBy('position')
    .execute();
  const articles = await db.selectFrom('article').select(['slug', 'locale', 'published_at']).execute();
  const bySlug = groupBy(articles, ({ slug }) => slug);
  const answersOf = groupBy(answers, ({ ticket_id }) => ticket_id);
  return tickets.map((ticket) =>
    Object.assign(ticket, {
      answers_published_at: (answersOf.get(ticket.id) ?? []).map(({ slug }) =>
        publishedAt(bySlug.get(slug) ?? [], ticket.locale),
      ),
    }),
  );
}

/** What two people called those of these requests that both read (METHOD 5). */
export async function twoReadings(db: Db, viewer: Viewer, scope: ReportScope): Promise<TwoReadings[]> {
  const rows = await db
    .selectFrom('second_reading')
    .select(['first_kind', 'kind'])
    .where('read_at', 'is not', null)
    .where('ticket_id', 'in', ticketsIn(db, viewer, scope, 'submitted_at').select('ticket.id'))
    .execute();
  return rows.map(({ first_kind, kind }) => ({ first: first_kind as Kind, second: kind as Kind }));
}

/**
 * The same with when they were moved first, and whether they were taken up again soon.
 * @param ends statuses that end a request: which of its moves took it up again.
 */
export async function factsWithMoves(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: { by: WindowBy; asShown: boolean; ends: ReadonlySet<string> },
): Promise<(ScopedFacts & MoveFacts)[]> {
  const tickets = await ticketFacts(db, viewer, scope, options);
  const requests = ticketsIn(db, viewer, scope, options.by);
  const moves = db
    .selectFrom('ticket_history')
    .where('ticket_history.what', '=', 'status')
    .where('ticket_history.from_value', 'is not', null);
  const firsts = await moves
    .select((eb) => ['ticket_id', eb.fn.min('at').as('at')])
    .where('ticket_id', 'in', requests.select('ticket.id'))
    .groupBy('ticket_id')
    .execute();
  const reopened = await moves
    .select(['ticket_id', 'at', 'from_value', 'to_value'])
    .where('ticket_id', 'in', requests.where('ticket.reopened_count', '>', 0).select('ticket.id'))
    .orderBy('at')
    .orderBy('version')
    // Of one moment, as they were made: ids are in that order.
    .orderBy('id')
    .execute();
  const firstOf = new Map(firsts.map(({ ticket_id, at }) => [ticket_id, at]));
  const movesOf = groupBy(reopened, ({ ticket_id }) => ticket_id);
  return tickets.map((ticket) =>
    Object.assign(ticket, {
      acknowledged_at: earliest(firstOf.get(ticket.id) ?? null, ticket.first_reply_at),
      was_reopened_soon: ticket.was_reopened && reopenedSoon(movesOf.get(ticket.id) ?? [], options.ends),
    }),
  );
}

/**
 * The same without those that were solved so lately that they may yet be taken up again: solved after `latest`, here. Of
 * imported history what followed is known as far as it ever will be (METHOD 9, M19: all in the fixture).
 */
export async function settledFacts(
  db: Db,
  viewer: Viewer,
  scope: ReportScope,
  options: { by: WindowBy; asShown: boolean; ends: ReadonlySet<string>; latest: string },
): Promise<(ScopedFacts & MoveFacts)[]> {
  const tickets = await factsWithMoves(db, viewer, scope, options);
  const isLate = ({ solved_at }: ScopedFacts) => solved_at !== null && solved_at > options.latest;
  if (!tickets.some(isLate)) return tickets;
  const late = ticketsIn(db, viewer, scope, options.by).where('ticket.solved_at', '>', options.latest);
  const imported = await db
    .selectFrom('ticket_history')
    .select('ticket_id')
    .where('what', '=', 'status')
    .where('from_value', 'is', null)
    .where('note', '=', IMPORTED_NOTE)
    .where('ticket_id', 'in', late.select('ticket.id'))
    .execute();
  const known = new Set(imported.map(({ ticket_id }) => ticket_id));
  return tickets.filter((ticket) => !isLate(ticket) || known.has(ticket.id));
}

function earliest(one: string | null, other: string | null): string | null {
  return one === null || other === null ? (one ?? other) : one < other ? one : other;
}

/** When a linked article came out, in the requester's own language where there are several. */
function publishedAt(same: readonly { locale: string; published_at: string | null }[], locale: string): string | null {
  return (same.find((row) => row.locale === locale) ?? same[0])?.published_at ?? null;
}

/** Whether it was taken up again within seven days of an end. Where moves were not kept (an import), it counts as such. */
export function reopenedSoon(
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
