/** Runs the method over a simulated history in memory, by the very functions that the server feeds from its tables. */
import { scrubText } from '../../contract/scrub.ts';
import type { ImportedHistory, ImportedTicket } from '../import/import-schema.ts';
import { type DerivedSession, deriveSessions } from '../method/derive-session.ts';
import { type EffectiveKind, effectiveKind, type KindFacts } from '../method/effective-kind.ts';
import type { UsageEvent } from '../method/events.ts';
import { eventsOfFixtureSession } from '../method/fixture-events.ts';
import { gapKeyOf } from '../method/gap-key.ts';
import type { TicketWithGap } from '../method/gap-rows.ts';
import { type KindSuggestion, suggestKindAtSubmit } from '../method/kind-at-submit.ts';
import { clusterPhrases, phraseTokens } from '../method/phrase-clusters.ts';
import { decideSubKind, type SubKindResult, trailStateOf } from '../method/sub-kind.ts';
import { emptyTrail, type FrozenTrail, freezeTrail, searchesOf, trailEvidence, viewsOf } from '../method/trail.ts';

/** A ticket with all that the method says of it. */
export interface AssessedTicket extends TicketWithGap {
  readonly id: string;
  readonly suggestion: KindSuggestion;
  readonly kind: EffectiveKind;
  readonly sub: SubKindResult | null;
  /** Cluster of its words, among requests. */
  readonly cluster: number | null;
  /** Articles with a qualified read before it. */
  readonly reads: readonly string[];
  readonly text: string;
  readonly linked: readonly string[];
  readonly answerState: string | null;
}

export interface Assessed {
  readonly sessions: readonly DerivedSession[];
  readonly tickets: readonly AssessedTicket[];
}

const SITE = 'default';
const HISTORY_MS = 90 * 86_400_000;

/** @param history in the order of time, as the generator writes it. */
export function assess(history: ImportedHistory): Assessed {
  const eventsOf = new Map<string, UsageEvent[]>();
  const removed = new Set(history.tickets.filter(({ trail }) => trail === 'removed').map(({ id }) => id));
  const errors = new Map(history.tickets.map(({ session, page_error }) => [session, page_error ?? 0]));
  const sessions: DerivedSession[] = [];
  for (const session of history.sessions) {
    const host_error_count = errors.get(session.id) ?? 0;
    const { events } = eventsOfFixtureSession(session, { host_error_count, removedTrails: removed });
    eventsOf.set(session.id, events);
    sessions.push(...deriveSessions({ sid: session.id, site: SITE, started_at: session.at, events }));
  }
  const published = new Map(history.articles.map(({ id, published_at }) => [id, published_at ?? null]));
  const trails = history.tickets.map((ticket) => trailOf(ticket, eventsOf));
  const words = history.tickets.map((ticket, at) => {
    const last = searchesOf(trails[at] ?? emptyTrail()).at(-1)?.query ?? '';
    return phraseTokens(scrubText(`${ticket.subject ?? ticket.text}\n${last}`));
  });
  const clusters = clusterPhrases(words);
  const confirmed: { at: string; cluster: number; kind: string }[] = [];
  for (const [at, ticket] of history.tickets.entries())
    if (ticket.kind_confirmed && ticket.solved_at)
      confirmed.push({ at: ticket.solved_at, cluster: clusters[at] as number, kind: ticket.kind_confirmed });

  const tickets = history.tickets.map((ticket, at): AssessedTicket => {
    const trail = trails[at] ?? emptyTrail();
    const cluster = (words[at]?.length ?? 0) > 0 ? (clusters[at] as number) : null;
    const suggestion = suggestKindAtSubmit({
      enquiry_type: ticket.enquiry_type ?? null,
      text: ticket.text,
      host_error_count: ticket.page_error ?? 0,
      searches: searchesOf(trail),
      views: viewsOf(trail),
      has_functionality_burst: false,
      history: historyOf(ticket, cluster),
    });
    const facts: KindFacts = {
      id: ticket.id,
      kind_confirmed: ticket.kind_confirmed ?? null,
      kind_suggested_1: suggestion,
      resolution_code: ticket.resolution_code ?? null,
      answer_state: ticket.answer_state ?? null,
      duplicate_of: null,
    };
    const kind = effectiveKind(facts);
    const recorded = ticket.session ? (ticket.trail ?? 'attached') : null;
    const isResolved = facts.resolution_code !== null || facts.answer_state !== null;
    const sub =
      kind.kind === 'knowledge_gap' && isResolved
        ? decideSubKind({
            answer_state: facts.answer_state,
            answers: (ticket.answer_articles ?? []).map((slug) => {
              const since = published.get(slug);
              const was_published = typeof since === 'string' && since <= ticket.submitted_at;
              return { slug, was_published, was_visible: true };
            }),
            trail_state: trailStateOf(ticket.channel, recorded),
            trail: recorded === 'attached' ? trailEvidence(trail) : null,
          })
        : null;
    const name = cluster === null ? null : `c${cluster}`;
    return {
      ...{ id: ticket.id, suggestion, kind, sub, cluster, text: ticket.text, signs: [] },
      key: gapKeyOf({
        kind: kind.kind,
        sub_kind: sub?.sub_kind ?? null,
        article: sub?.target ?? null,
        root_cause: ticket.root_cause ?? null,
        cluster: name,
      }),
      submitted_at: ticket.submitted_at,
      is_solved: Boolean(ticket.solved_at),
      requester: ticket.requester ?? null,
      handling_minutes: ticket.handling_minutes ?? null,
      severity: ticket.severity ?? 1,
      surety: facts.kind_confirmed ? 'confirmed' : kind.confidence,
      target_group: ticket.target_group ?? null,
      reason: sub?.reason ?? null,
      reads: [...new Set(viewsOf(trail).flatMap((view) => (view.qualified ? view.article_id : [])))],
      linked: ticket.answer_articles ?? [],
      answerState: facts.answer_state,
    };
  });
  return { sessions, tickets };

  /** Confirmations of the same words in the 90 days before. */
  function historyOf(ticket: ImportedTicket, cluster: number | null) {
    if (cluster === null) return null;
    const since = new Date(Date.parse(ticket.submitted_at) - HISTORY_MS).toISOString();
    const own = confirmed.filter(
      (each) => each.cluster === cluster && each.at < ticket.submitted_at && each.at >= since,
    );
    const count = (kind: string) => own.filter((each) => each.kind === kind).length;
    return { knowledge_gap: count('knowledge_gap'), functionality_issue: count('functionality_issue') };
  }
}

function trailOf(ticket: ImportedTicket, eventsOf: ReadonlyMap<string, UsageEvent[]>): FrozenTrail {
  const events = ticket.session && ticket.trail !== 'removed' ? eventsOf.get(ticket.session) : undefined;
  if (!events) return emptyTrail();
  return freezeTrail(events, () => null, { ticket_id: ticket.id });
}
