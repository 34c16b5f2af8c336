/** What one simulated run shows (METHOD 12.3): the reports on it against the truth that the generator kept. */

import { articleTicketRates } from '../method/article-attribution.ts';
import { ATTEMPT_COUNTS, addCounts, countAttempt, noAttempts, readPairs } from '../method/attempt-counts.ts';
import { deflectedTickets, selfServiceRate } from '../method/attempt-figures.ts';
import { gapRows } from '../method/gap-rows.ts';
import { clusterPhrases, phraseTokens } from '../method/phrase-clusters.ts';
import { isBlind } from '../tickets/blind-suggestion.ts';
import { type AssessedTicket, assess } from './assess.ts';
import { type Baseline, baselineOrders, noViewsRows } from './baselines.ts';
import { type GenerateOptions, generate, type Truth } from './generate.ts';
import { type BurstMeasure, measureBursts } from './measure-bursts.ts';
import { type EditMeasure, measureEdits } from './measure-edits.ts';
import { addPair, bCubed, type Confusion, firstsOf, majority, ndcg, precisionAt } from './ranking.ts';
import { BUG_TICKET_CHANCE, ticketChance, unclearChance } from './visit.ts';
import { type Condition, DAYS, JUDGED_DAYS, type Topic } from './world.ts';

interface Share {
  readonly hits: number;
  readonly of: number;
}

/** All of one run; `merge` is by the reader. */
export interface RunMeasures {
  readonly tickets: number;
  /** (a) Planted conditions among recurring rows. */
  readonly recall: Share;
  /** (b) Of those, with the sub-kind that was planted; without views beside it. */
  readonly subKind: Share;
  readonly subKindNoViews: Share;
  readonly subKinds: Confusion;
  /** (c) */
  readonly ndcg: Readonly<Record<'ours' | Baseline, number>>;
  readonly precisionAt11: number;
  /** (d) */
  readonly kinds: Confusion;
  readonly ticketSubKinds: Confusion;
  /** (e) */
  readonly requestClusters: { precision: number; recall: number };
  readonly searchClusters: { precision: number; recall: number };
  /** (f) */
  readonly bursts: BurstMeasure;
  /** (g) */
  readonly rateIsInside: boolean;
  readonly deflectedIsInside: boolean;
  /** (h) What was flagged though nothing is wrong with it. */
  readonly decoysFlagged: readonly string[];
  /** (i) Mean error of the share of readers who still ask, attributed and naive. */
  readonly blame: { attributed: number; naive: number };
  /** (j) */
  readonly edits: EditMeasure;
}

const PLANTED: readonly Condition[] = ['missing', 'unfindable', 'unclear', 'not_looked'];
const FEWEST_READS = 10;
const DAY_MS = 86_400_000;
/** Mean of a log-normal by its median, at the spread that the generator uses. */
const MEAN_OF_MEDIAN = Math.exp(0.5 ** 2 / 2);

export function measureRun(options: GenerateOptions): RunMeasures {
  const { history, truth } = generate(options);
  const all = assess(history);
  const since = new Date(Date.parse(truth.start) + (DAYS - JUDGED_DAYS) * DAY_MS).toISOString();
  const tickets = all.tickets.filter(({ submitted_at }) => submitted_at >= since);
  const sessions = all.sessions.filter(({ started_at }) => started_at >= since);
  const topicOfTicket = (id: string) => truth.tickets.get(id)?.topic ?? '';
  const topicOfSession = (sid: string) => truth.visits.get(sid.replace(/a$/, ''))?.topic ?? null;
  const topicById = new Map(truth.topics.map((topic) => [topic.id, topic]));
  const byArticle = new Map(
    truth.topics.flatMap(({ article, id }) => (article === null ? [] : [[article, id] as const])),
  );

  const rows = gapRows(tickets, { timeZone: 'UTC', costPerMinute: 1, unanswered: [], windowDays: JUDGED_DAYS });
  const placed = rows.map((row) => ({
    row,
    topic: majority(tickets.filter(({ key }) => key === row.key).map(({ id }) => topicOfTicket(id))),
  }));
  const planted = truth.topics.filter(({ condition }) => PLANTED.includes(condition));
  const subKinds: Confusion = new Map();
  const found = foundAmong(planted, placed);
  for (const { topic, sub_kind } of found) addPair(subKinds, topic.condition, sub_kind ?? 'functionality_issue');
  const foundNoViews = foundAmong(planted, noViewsRows({ tickets, topicOfTicket }));
  const isRight = ({ topic, sub_kind }: { topic: Topic; sub_kind: string | null }) => topic.condition === sub_kind;

  const visits = judgedVisits(truth, history.sessions, since);
  const gains = avoidableMinutes(truth, visits);
  const baselines = baselineOrders({
    ...{ tickets, sessions, topicOfTicket, topicOfSession },
    topicOfArticle: (article) => byArticle.get(article) ?? null,
  });
  const ours = firstsOf(placed.map(({ topic }) => topic)).filter((topic) => topicById.has(topic));
  const score = (order: readonly string[]) => ndcg(order, gains, 10);

  const kinds: Confusion = new Map();
  const ticketSubKinds: Confusion = new Map();
  for (const ticket of tickets) {
    const true_ = truth.tickets.get(ticket.id);
    if (!true_) continue;
    if (isBlind(ticket.id)) addPair(kinds, true_.kind, ticket.suggestion.kind);
    if (true_.subKind && ticket.is_solved)
      addPair(ticketSubKinds, true_.subKind, ticket.sub?.sub_kind ?? 'unattributed');
  }

  const counts = noAttempts();
  for (const session of sessions) {
    const one = countAttempt(session);
    if (one) addCounts(counts, one, ATTEMPT_COUNTS);
  }
  const satisfied = visits.filter((visit) => visit.satisfied).length;
  const deflected = visits.filter((visit) => visit.satisfied && visit.wouldHaveContacted).length;
  const outer = selfServiceRate(counts, 1).outer;
  const trueRate = visits.length === 0 ? 0 : satisfied / visits.length;
  const bounds = deflectedTickets(counts);
  const bursts = measureBursts(all.tickets, truth, topicOfTicket);
  const rates = articleRatesOf(tickets, sessions, all);
  return {
    tickets: history.tickets.length,
    recall: { hits: found.length, of: planted.length },
    subKind: { hits: found.filter(isRight).length, of: found.length },
    subKindNoViews: { hits: foundNoViews.filter(isRight).length, of: foundNoViews.length },
    subKinds,
    ndcg: {
      ours: score(ours),
      no_views: score(baselines.no_views),
      zero_results: score(baselines.zero_results),
      most_tickets: score(baselines.most_tickets),
      helpful_votes: score(baselines.helpful_votes),
      naive_deflection: score(baselines.naive_deflection),
    },
    precisionAt11: precisionAt(ours, new Set(planted.map(({ id }) => id)), planted.length),
    ...{ kinds, ticketSubKinds },
    requestClusters: bCubed(
      tickets.flatMap(({ id, cluster }) =>
        cluster === null ? [] : [{ cluster: `${cluster}`, truth: topicOfTicket(id) }],
      ),
    ),
    searchClusters: searchQuality(sessions, topicOfSession),
    bursts: bursts.measure,
    rateIsInside: outer !== null && trueRate >= outer[0] && trueRate <= outer[1],
    deflectedIsInside: deflected >= bounds.low && deflected <= bounds.high,
    decoysFlagged: flaggedDecoys({ truth, tickets, placed, rates, burstTopics: bursts.topics }),
    blame: blameErrors(truth, visits, rates),
    edits: measureEdits(options, all, truth),
  };
}

/** For each planted condition its best recurring row, where there is one. */
function foundAmong(
  planted: readonly Topic[],
  placed: readonly { row: { recurrence: string; sub_kind: string | null }; topic: string | null }[],
): { topic: Topic; sub_kind: string | null }[] {
  return planted.flatMap((topic) => {
    const best = placed.find((each) => each.topic === topic.id && each.row.recurrence === 'recurring');
    return best ? [{ topic, sub_kind: best.row.sub_kind }] : [];
  });
}

function judgedVisits(truth: Truth, sessions: readonly { id: string; at: string }[], since: string) {
  return sessions.flatMap(({ id, at }) => (at >= since ? (truth.visits.get(id) ?? []) : []));
}

type JudgedVisit = ReturnType<typeof judgedVisits>[number];

/** Expected minutes that would not have been worked, had the topic been healthy, in the judged days. */
function avoidableMinutes(truth: Truth, visits: readonly JudgedVisit[]): Map<string, number> {
  const usual = ticketChance({ condition: 'healthy', article: 'any' });
  return new Map(
    truth.topics.map((topic) => {
      const own = visits.filter((visit) => visit.topic === topic.id);
      const withBug = own.filter(({ kind }) => kind === 'functionality_issue').length;
      const avoidable = (own.length - withBug) * (ticketChance(topic) - usual) + withBug * BUG_TICKET_CHANCE;
      return [topic.id, Math.max(0, avoidable) * topic.minutes * MEAN_OF_MEDIAN];
    }),
  );
}

/** M11 of the judged days, drawn towards the pooled rate of all. */
function articleRatesOf(
  tickets: readonly AssessedTicket[],
  sessions: ReturnType<typeof assess>['sessions'],
  all: ReturnType<typeof assess>,
) {
  const reads = readCounts(sessions);
  const pooled = [...readCounts(all.sessions).values()].reduce((sum, { reads: count }) => sum + count, 0);
  const unclear = all.tickets.filter(({ sub }) => sub?.sub_kind === 'unclear').length;
  return articleTicketRates([...reads.values()], tickets.map(asAttributed), { unclear, reads: pooled }, 1);
}

function asAttributed({ id, kind, sub, reads }: AssessedTicket) {
  return { id, kind: kind.kind, sub_kind: sub?.sub_kind ?? null, target: sub?.target ?? null, reads };
}

function readCounts(sessions: ReturnType<typeof assess>['sessions']) {
  const counts = new Map<string, { article: string; reads: number; yes: number; no: number }>();
  for (const session of sessions)
    for (const { article, qualified, vote } of readPairs(session.views)) {
      const row = counts.get(article) ?? { article, reads: 0, yes: 0, no: 0 };
      row.reads += Number(qualified);
      row.yes += Number(vote === 'yes');
      row.no += Number(vote === 'no');
      counts.set(article, row);
    }
  return counts;
}

function searchQuality(
  sessions: ReturnType<typeof assess>['sessions'],
  topicOfSession: (sid: string) => string | null,
): { precision: number; recall: number } {
  const searched = sessions.flatMap(({ sid, searches }) => {
    const truth = topicOfSession(sid);
    return truth === null ? [] : searches.map(({ query }) => ({ query, truth }));
  });
  const clusters = clusterPhrases(searched.map(({ query }) => phraseTokens(query)));
  return bCubed(searched.map(({ truth }, at) => ({ truth, cluster: `${clusters[at]}` })));
}

function flaggedDecoys({
  truth,
  tickets,
  placed,
  rates,
  burstTopics,
}: {
  truth: Truth;
  tickets: readonly AssessedTicket[];
  placed: readonly { row: { key: string; recurrence: string }; topic: string | null }[];
  rates: ReturnType<typeof articleRatesOf>;
  burstTopics: ReadonlySet<string>;
}): string[] {
  const flagged: string[] = [];
  const isRecurring = (topic: string) =>
    placed.some((each) => each.topic === topic && each.row.recurrence === 'recurring');
  if (isRecurring(truth.decoys.heavyUser.id)) flagged.push('heavy user');
  if (placed.some(({ topic }) => topic === 'thanks') || burstTopics.has('thanks')) flagged.push('thanks');
  const huge = rates.find(({ article }) => article === truth.decoys.hugeArticle.article);
  const pooled =
    rates.reduce((sum, { unclear }) => sum + unclear, 0) / rates.reduce((sum, { reads }) => sum + reads, 0);
  if ((huge?.shrunk_unclear ?? 0) > pooled) flagged.push('huge article');
  for (const topic of truth.topics) {
    if (!truth.bugs.has(topic.id)) continue;
    const row = placed.find(
      ({ row: { key, recurrence } }) => key === `unclear:${topic.article}` && recurrence === 'recurring',
    );
    const own = tickets.filter(({ key }) => row && key === row.row.key);
    const blamedForBug = own.filter(({ id }) => truth.tickets.get(id)?.kind === 'functionality_issue').length;
    if (row && blamedForBug * 2 > own.length) flagged.push('article read during a fault');
  }
  return flagged;
}

/** Over articles with enough reads: how far the estimate is from the share of readers who truly ask because of it. */
function blameErrors(
  truth: Truth,
  visits: readonly JudgedVisit[],
  rates: ReturnType<typeof articleRatesOf>,
): { attributed: number; naive: number } {
  const errors = truth.topics.flatMap((topic) => {
    const row = rates.find(({ article }) => article === topic.article);
    if (!row || row.reads < FEWEST_READS) return [];
    const own = visits.filter((visit) => visit.topic === topic.id && visit.readRight);
    const withoutBug = own.filter(({ kind }) => kind === 'knowledge_gap').length;
    const true_ = own.length === 0 ? 0 : (withoutBug / own.length) * unclearChance(topic.condition);
    return [
      { attributed: Math.abs(row.unclear / row.reads - true_), naive: Math.abs(row.tickets / row.reads - true_) },
    ];
  });
  const mean = (of: (error: { attributed: number; naive: number }) => number) =>
    errors.reduce((all, error) => all + of(error), 0) / Math.max(1, errors.length);
  return { attributed: mean(({ attributed }) => attributed), naive: mean(({ naive }) => naive) };
}
