// Keeps what the method says of a ticket up to date: its kind as resolved, its effective kind, its sub-kind; and what its
// answer teaches the search.
import { sql } from 'kysely';
import type { Db, Trx } from '../db/database.ts';
import { gapKeyFor } from '../gaps/keep-gap-key.ts';
import { learnFromTicket } from '../learning/keep-evidence.ts';
import { type EffectiveKind, effectiveKind, type KindFacts } from '../method/effective-kind.ts';
import { suggestKindAtSolve } from '../method/kind-at-solve.ts';
import type { AnswerState, Confidence, Kind, ResolutionCode } from '../method/kinds.ts';
import { CAP_MS } from '../method/order-events.ts';
import {
  type AnswerArticle,
  decideSubKind,
  isTrailIncomplete,
  type SubKindFacts,
  trailStateOf,
} from '../method/sub-kind.ts';
import { emptyTrail, type FrozenTrail, trailEvidence } from '../method/trail.ts';
import type { TicketRow } from './find-ticket.queries.ts';

const MAX_DUPLICATE_DEPTH = 20;

/** Classifies a ticket anew after something about its answer changed, and the tickets that repeat it. */
export async function classifyTicket(trx: Trx, ticketId: string, depth = 0): Promise<void> {
  const ticket = await trx.selectFrom('ticket').selectAll().where('id', '=', ticketId).executeTakeFirstOrThrow();
  // Of an erased request the evidence is gone: what it counted as stays.
  if (ticket.erased_at !== null) return;
  const chain = await duplicateChain(trx, ticket);
  const kind = effectiveKind(factsOf(ticket), (id) => chain.get(id));
  const atSolve = hasResolution(ticket) ? suggestKindAtSolve(factsOf(ticket), originalOf(ticket, chain)) : null;
  const sub =
    kind.kind === 'knowledge_gap' && hasResolution(ticket) ? decideSubKind(await subKindFacts(trx, ticket)) : null;
  await trx
    .updateTable('ticket')
    .set({
      kind: kind.kind,
      kind_source: kind.kind_source,
      kind_confidence: kind.confidence,
      kind_suggested_2: atSolve?.kind ?? null,
      kind_confidence_2: atSolve?.confidence ?? null,
      kind_reasons_2: atSolve ? JSON.stringify([atSolve.reason]) : null,
      kind_mixed: Number(atSolve?.reason === 'mixed'),
      sub_kind_auto: sub?.sub_kind ?? null,
      sub_kind_reason: sub?.reason ?? null,
      sub_kind_target: sub?.target ?? null,
      sub_kind_weak: Number(sub?.weak ?? false),
      gap_key: await gapKeyFor(trx, ticket, kind.kind, sub),
    })
    .where('id', '=', ticketId)
    .execute();
  await learnFromTicket(trx, ticket);
  if (depth >= MAX_DUPLICATE_DEPTH) return;
  const repeats = await trx.selectFrom('ticket').select('id').where('duplicate_of', '=', ticketId).execute();
  for (const repeat of repeats) if (repeat.id !== ticketId) await classifyTicket(trx, repeat.id, depth + 1);
}

function hasResolution(ticket: TicketRow): boolean {
  return ticket.resolution_code !== null || ticket.answer_state !== null;
}

/** What Rule KIND-EFF needs of a request. */
export function factsOf(ticket: TicketRow): KindFacts {
  return {
    id: ticket.id,
    kind_confirmed: ticket.kind_confirmed as Kind | null,
    kind_suggested_1: { kind: ticket.kind_suggested_1 as Kind, confidence: ticket.kind_confidence_1 as Confidence },
    resolution_code: ticket.resolution_code as ResolutionCode | null,
    answer_state: ticket.answer_state as AnswerState | null,
    duplicate_of: ticket.duplicate_of,
  };
}

function originalOf(ticket: TicketRow, chain: Map<string, KindFacts>): EffectiveKind | null {
  const original = ticket.duplicate_of ? chain.get(ticket.duplicate_of) : undefined;
  return original ? effectiveKind(original, (id) => chain.get(id)) : null;
}

/** The requests that this one repeats, one by one, to the end. */
export async function duplicateChain(trx: Db, ticket: TicketRow): Promise<Map<string, KindFacts>> {
  const chain = new Map<string, KindFacts>();
  let next = ticket.duplicate_of;
  while (next && !chain.has(next) && chain.size < MAX_DUPLICATE_DEPTH) {
    const row = await trx.selectFrom('ticket').selectAll().where('id', '=', next).executeTakeFirst();
    if (!row) break;
    chain.set(row.id, factsOf(row));
    next = row.duplicate_of;
  }
  return chain;
}

async function subKindFacts(trx: Trx, ticket: TicketRow): Promise<SubKindFacts> {
  const answers = await trx
    .selectFrom('ticket_answer')
    .select('slug')
    .where('ticket_id', '=', ticket.id)
    .orderBy('position')
    .execute();
  const slugs = answers.map(({ slug }) => slug);
  const evidence = await subKindEvidence(trx, ticket, slugs);
  return evidence.factsWith(ticket.answer_state as AnswerState | null, slugs);
}

/** What Rule SUB needs of a request, loaded once, to be asked with any answer made of `slugs`. */
export async function subKindEvidence(
  db: Db,
  ticket: TicketRow,
  slugs: readonly string[],
): Promise<{ factsWith(answer: AnswerState | null, slugs: readonly string[]): SubKindFacts; trail: FrozenTrail }> {
  const articles =
    slugs.length === 0
      ? []
      : await db
          .selectFrom('article')
          .select(['slug', 'published_at', 'audience', 'locale'])
          .where('slug', 'in', [...slugs])
          // The requester's own language first, where an article exists in several.
          .orderBy(sql`case when article.locale = ${ticket.locale} then 0 else 1 end`)
          .execute();
  const stored = await db
    .selectFrom('ticket_trail')
    .select('steps')
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirst();
  const trail = stored ? (JSON.parse(stored.steps) as FrozenTrail) : emptyTrail();
  const state = trailStateOf(ticket.channel, ticket.trail === 'none' ? null : (ticket.trail as 'attached' | 'removed'));
  const isIncomplete = state === 'attached' ? await trailMayBeIncomplete(db, ticket, trail) : false;
  return {
    trail,
    factsWith: (answer, named) => ({
      answer_state: answer,
      answers: [...new Set(named)].map((slug): AnswerArticle => {
        const article = articles.find((row) => row.slug === slug);
        return {
          slug,
          was_published: Boolean(article?.published_at && article.published_at <= ticket.submitted_at),
          was_visible: isVisible(article?.audience ?? null, ticket.audience),
        };
      }),
      trail_state: state,
      // Where a browser forbids to record, the trail that it sends is empty: it was attached, and there was none.
      trail: state === 'attached' && trail.session_id !== null ? trailEvidence(trail) : null,
      trail_incomplete: isIncomplete,
    }),
  };
}

function isVisible(articleAudience: string | null, audience: string | null): boolean {
  const names = articleAudience ? (JSON.parse(articleAudience) as string[]) : [];
  return names.length === 0 || names.includes('everyone') || (audience !== null && names.includes(audience));
}

async function trailMayBeIncomplete(db: Db, ticket: TicketRow, trail: FrozenTrail): Promise<boolean> {
  const session = await db
    .selectFrom('help_session')
    .select(['id', 'started_at', 'user_ref'])
    .where('id', '=', trail.session_id ?? '')
    .executeTakeFirst();
  if (!session) return false;
  const before = (milliseconds: number) => new Date(Date.parse(session.started_at) - milliseconds).toISOString();
  const [tenMinutesBefore, longBefore] = [before(600_000), before(600_000 + CAP_MS)];
  const others = await db
    .selectFrom('help_session')
    .select(['id', 'end_reason', 'ended_at'])
    .where('site', '=', ticket.site)
    .where('started_at', '<=', session.started_at)
    // No session is longer than that: without a beginning this would read all that ever were.
    .where('started_at', '>=', longBefore)
    .where('ended_at', '>=', tenMinutesBefore)
    .execute();
  return isTrailIncomplete(
    session,
    others.flatMap(({ id, end_reason, ended_at }) => (end_reason && ended_at ? [{ id, end_reason, ended_at }] : [])),
  );
}
