/** What the method is measured against (METHOD 12.4): orders of topics by simpler looks at the same history. */
import type { DerivedSession } from '../method/derive-session.ts';
import { gapKeyOf } from '../method/gap-key.ts';
import { gapRows } from '../method/gap-rows.ts';
import { clusterPhrases, phraseTokens } from '../method/phrase-clusters.ts';
import { wilson } from '../method/statistics.ts';
import type { AssessedTicket } from './assess.ts';
import { firstsOf, majority } from './ranking.ts';

/** What a baseline may look at: the judged days, and which topic a thing truly belongs to, for the match alone. */
export interface BaselineInput {
  readonly tickets: readonly AssessedTicket[];
  readonly sessions: readonly DerivedSession[];
  readonly topicOfTicket: (id: string) => string;
  readonly topicOfSession: (id: string) => string | null;
  readonly topicOfArticle: (article: string) => string | null;
}

export const BASELINES = ['no_views', 'zero_results', 'most_tickets', 'helpful_votes', 'naive_deflection'] as const;
export type Baseline = (typeof BASELINES)[number];

const FEWEST = 5;

/** Topics as each baseline orders them, the most urgent first. */
export function baselineOrders(input: BaselineInput): Record<Baseline, string[]> {
  return {
    no_views: firstsOf(noViewsRows(input).map(({ topic }) => topic)),
    zero_results: zeroResults(input),
    most_tickets: mostTickets(input),
    helpful_votes: helpfulVotes(input),
    naive_deflection: naiveDeflection(input),
  };
}

/** Tickets and links only: no link means missing, a link means unclear. By the same score and the same recurrence. */
export function noViewsRows({ tickets, topicOfTicket }: Pick<BaselineInput, 'tickets' | 'topicOfTicket'>) {
  const keyed = tickets.map((ticket) => {
    const article = ticket.linked[0] ?? null;
    const sub_kind = article === null ? ('missing' as const) : ('unclear' as const);
    const cluster = ticket.cluster === null ? null : `c${ticket.cluster}`;
    const signs = { kind: ticket.kind.kind, sub_kind, article, root_cause: null, cluster };
    return { ...ticket, key: ticket.kind.kind === 'functionality_issue' ? ticket.key : gapKeyOf(signs) };
  });
  const rows = gapRows(keyed, { timeZone: 'UTC', costPerMinute: 1, unanswered: [], windowDays: 28 });
  return rows.map((row) => ({
    row,
    topic: majority(keyed.filter(({ key }) => key === row.key).map(({ id }) => topicOfTicket(id))),
  }));
}

/** Phrases that find nothing, the most searched first. */
function zeroResults({ sessions, topicOfSession }: BaselineInput): string[] {
  const failed = sessions.flatMap((session) =>
    session.searches.flatMap(({ query, result_count }) =>
      result_count === 0 ? [{ tokens: phraseTokens(query), topic: topicOfSession(session.sid) }] : [],
    ),
  );
  const clusters = clusterPhrases(failed.map(({ tokens }) => tokens));
  const bySize = new Map<number, string[]>();
  for (const [at, { topic }] of failed.entries()) {
    const cluster = clusters[at] as number;
    bySize.set(cluster, [...(bySize.get(cluster) ?? []), ...(topic === null ? [] : [topic])]);
  }
  return firstsOf([...bySize.values()].sort((a, b) => b.length - a.length).map((topics) => majority(topics)));
}

/** Articles and words that most tickets name, kind and trail aside. */
function mostTickets({ tickets, topicOfTicket }: BaselineInput): string[] {
  const byName = new Map<string, string[]>();
  for (const ticket of tickets) {
    const name = ticket.linked[0] ?? `c${ticket.cluster}`;
    byName.set(name, [...(byName.get(name) ?? []), topicOfTicket(ticket.id)]);
  }
  return firstsOf([...byName.values()].sort((a, b) => b.length - a.length).map((topics) => majority(topics)));
}

/** Articles with the worst votes, by the upper end of the interval. */
function helpfulVotes({ sessions, topicOfArticle }: BaselineInput): string[] {
  const votes = new Map<string, { yes: number; all: number }>();
  for (const { article_id, vote } of sessions.flatMap(({ views }) => views)) {
    if (vote === null) continue;
    const before = votes.get(article_id) ?? { yes: 0, all: 0 };
    votes.set(article_id, { yes: before.yes + Number(vote === 'yes'), all: before.all + 1 });
  }
  const upper = ({ yes, all }: { yes: number; all: number }) => wilson(yes, all)?.hi ?? 1;
  return firstsOf([...votes].sort(([, a], [, b]) => upper(a) - upper(b)).map(([article]) => topicOfArticle(article)));
}

/** Pages after whose visits most people still wrote: "no ticket followed" taken for success. */
function naiveDeflection({ sessions, topicOfSession }: BaselineInput): string[] {
  const pages = new Map<string, { asked: number; all: number; topics: string[] }>();
  for (const { page_key, outcome, sid } of sessions) {
    if (page_key === null || outcome === 'no_attempt') continue;
    const before = pages.get(page_key) ?? { asked: 0, all: 0, topics: [] };
    const topic = topicOfSession(sid);
    pages.set(page_key, {
      asked: before.asked + Number(outcome === 'escalated'),
      all: before.all + 1,
      topics: topic === null ? before.topics : [...before.topics, topic],
    });
  }
  const shown = [...pages.values()].filter(({ all }) => all >= FEWEST);
  return firstsOf(shown.sort((a, b) => b.asked / b.all - a.asked / a.all).map(({ topics }) => majority(topics)));
}
