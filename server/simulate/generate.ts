/** Eight weeks of invented help (METHOD 12.1): a file of history as `import` takes it, and the truth about every visit. */
import type { ImportedArticle, ImportedHistory, ImportedSession, ImportedTicket } from '../import/import-schema.ts';
import type { Kind } from '../method/kinds.ts';
import { makeAnswer, makeRequest, type Wording } from './answer.ts';
import { createChance } from './random.ts';
import { type Entry, makeBotVisit, makeVisit, type VisitTruth } from './visit.ts';
import {
  BUG_DAYS,
  BUG_FACTOR,
  DAYS,
  DEFAULT_NOISE,
  JUDGED_DAYS,
  makeTopics,
  type Noise,
  type Profile,
  SESSIONS_A_WEEK,
  type Topic,
} from './world.ts';

export interface Decoys {
  /** Of its own topic: somebody who asks again and again. */
  readonly heavyUser: Topic;
  /** Read by many, understood by nearly all. */
  readonly hugeArticle: Topic;
}

export interface GenerateOptions {
  readonly seed: number;
  readonly profile: Profile;
  readonly noise?: Noise | undefined;
  /** Midnight UTC of the first day. */
  readonly start?: string | undefined;
  readonly topics?: readonly Topic[] | undefined;
  readonly decoys?: Decoys | undefined;
  readonly wording?: Wording | undefined;
  /** Attempts a week, where it is none of the profiles. */
  readonly sessionsAWeek?: number | undefined;
  /** First day of each fault, by topic; without it chance decides. */
  readonly bugs?: ReadonlyMap<string, number> | undefined;
  /** The topic whose article is rewritten at the beginning of that day, and is fine from then on. */
  readonly edit?: { readonly topic: string; readonly day: number } | undefined;
}

export interface Truth {
  readonly start: string;
  readonly topics: readonly Topic[];
  /** First day of each planted fault, by topic. */
  readonly bugs: ReadonlyMap<string, number>;
  /** By session id; bots have none. */
  readonly visits: ReadonlyMap<string, VisitTruth>;
  /** By ticket id. */
  readonly tickets: ReadonlyMap<string, { topic: string; kind: Kind; subKind: VisitTruth['subKind'] }>;
  readonly decoys: Decoys;
}

export interface Generated {
  readonly history: ImportedHistory;
  readonly truth: Truth;
}

export const SIMULATION_START = '2026-01-05T00:00:00.000Z';
const DAY_MS = 86_400_000;
/** Visits to the article that everybody reads, on top of the profile's: more than any other article has. */
const HUGE_SHARE = 0.2;
const HUGE_UNDERSTANDS = 0.97;
const HUGE_SUBMITS = 0.45;
const HEAVY_TICKETS = 6;
const THANKS = 8;
const WEEKEND = 0.35;

export function plainDecoys(): Decoys {
  const topic = (id: string, words: string, group: string): Topic => ({
    ...{ id, weight: 0, condition: 'healthy', article: id, title: words, page: `/${id}`, group, minutes: 12 },
    phrases: [words],
  });
  return {
    heavyUser: topic('decoy-heavy', 'keyboard shortcuts', 'workspace'),
    hugeArticle: topic('decoy-huge', 'getting started', 'accounts'),
  };
}

/** The same options always give the same life. */
export function generate(options: GenerateOptions): Generated {
  const chance = createChance(options.seed);
  const topics = options.topics ?? makeTopics(chance);
  const decoys = options.decoys ?? plainDecoys();
  const noise = options.noise ?? DEFAULT_NOISE;
  const start = options.start ?? SIMULATION_START;
  const startMs = Date.parse(start);
  const endMs = startMs + DAYS * DAY_MS;
  const weekly = options.sessionsAWeek ?? SESSIONS_A_WEEK[options.profile];
  const people = Math.max(40, weekly * 3);
  const sessions: ImportedSession[] = [];
  const tickets: ImportedTicket[] = [];
  const visits = new Map<string, VisitTruth>();
  const ticketTruth = new Map<string, { topic: string; kind: Kind; subKind: VisitTruth['subKind'] }>();
  // What is found, opened or linked by mistake is about another topic; nobody mistakes the decoys for an answer.
  const articles = topics.flatMap((topic) => topic.article ?? []);
  const weights = topics.map(({ weight }) => weight);
  const totalWeight = weights.reduce((all, weight) => all + weight, 0);
  const dayFactors = Array.from({ length: DAYS }, (_, day) => {
    const weekday = new Date(startMs + day * DAY_MS).getUTCDay();
    return weekday === 0 || weekday === 6 ? WEEKEND : 1;
  });
  const factorsAWeek = 5 + 2 * WEEKEND;

  const bugs = new Map<string, number>();
  for (const topic of topics)
    if (topic.condition === 'bug')
      bugs.set(topic.id, options.bugs?.get(topic.id) ?? chance.whole(DAYS - JUDGED_DAYS + 2, DAYS - BUG_DAYS - 3));

  const momentOn = (day: number) => startMs + day * DAY_MS + chance.whole(7 * 3_600, 20 * 3_600) * 1_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  const person = () => `person${chance.whole(1, people)}@example.com`;

  function addTicket(ticket: ImportedTicket, truth: { topic: string; kind: Kind; subKind: VisitTruth['subKind'] }) {
    tickets.push(ticket);
    ticketTruth.set(ticket.id, truth);
  }

  function answered(submittedMs: number, topic: Topic, kind: Kind): Partial<ImportedTicket> {
    const repliedMs = submittedMs + chance.whole(10, 600) * 60_000;
    const solvedMs = repliedMs + (chance.isTrue(0.6) ? 0 : chance.whole(30, 2_400) * 60_000);
    if (repliedMs >= endMs) return {};
    const minutes = Math.max(1, Math.round(chance.logNormal(topic.minutes, 0.5)));
    const first_reply_at = iso(repliedMs);
    if (solvedMs >= endMs) return { first_reply_at, handling_minutes: minutes };
    const answer = makeAnswer(chance, { kind }, topic, noise, articles);
    const csat = chance.isTrue(0.35) ? chance.pick([5, 5, 4, 4, 3, 2]) : null;
    return { first_reply_at, solved_at: iso(solvedMs), handling_minutes: minutes, ...answer, csat };
  }

  function addVisit(topic: Topic, day: number, isBug: boolean): void {
    const isEdited = options.edit?.topic === topic.id && day >= options.edit.day;
    const asItIs: Topic = isEdited ? { ...topic, condition: 'healthy' } : topic;
    const id = `s${String(sessions.length + 1).padStart(6, '0')}`;
    const ticketId = `T${String(tickets.length + 1).padStart(6, '0')}`;
    const visit = makeVisit(asItIs, { chance, noise, isBug, others: articles, ticketId });
    let at = momentOn(day);
    if (visit.before) {
      sessions.push({ id: `${id}a`, at: iso(at), page_key: topic.page, ev: [...visit.before] });
      at += (lastSecond(visit.before) + chance.whole(60, 300)) * 1_000;
    }
    sessions.push({ id, at: iso(at), page_key: topic.page, ev: [...visit.entries] });
    visits.set(id, visit.truth);
    if (!visit.truth.submits) return;
    const submittedMs = at + lastSecond(visit.entries) * 1_000;
    const kind = isBug ? 'functionality_issue' : 'knowledge_gap';
    addTicket(
      {
        ...{ id: ticketId, submitted_at: iso(submittedMs), requester: person(), channel: 'widget', session: id },
        ...makeRequest(chance, kind, topic, options.wording),
        target_group: topic.group,
        ...(visit.removesTrail ? { trail: 'removed' as const } : {}),
        ...answered(submittedMs, topic, kind),
      },
      { topic: topic.id, kind, subKind: visit.truth.subKind },
    );
  }

  for (let day = 0; day < DAYS; day += 1) {
    const factor = dayFactors[day] as number;
    const expected = (weekly * factor) / factorsAWeek;
    const count = Math.floor(expected) + Number(chance.isTrue(expected % 1));
    for (let at = 0; at < count; at += 1) {
      if (chance.isTrue(noise.bots)) addBot(day);
      else addVisit(topics[chance.weighted(weights)] as Topic, day, false);
    }
    for (let at = 0; at < Math.round(expected * HUGE_SHARE); at += 1) addHuge(day);
    for (const topic of topics) {
      const since = bugs.get(topic.id);
      if (since === undefined || day < since || day >= since + BUG_DAYS) continue;
      const usual = ((weekly / 7) * topic.weight) / totalWeight;
      const more = usual * BUG_FACTOR;
      const visitors = Math.floor(more) + Number(chance.isTrue(more % 1));
      for (let at = 0; at < visitors; at += 1) addVisit(topic, day, true);
    }
  }
  addHeavyUser();
  addThanks();
  const published = iso(startMs - 60 * DAY_MS);
  const known: ImportedArticle[] = [...topics, decoys.heavyUser, decoys.hugeArticle].flatMap((topic) =>
    topic.article === null
      ? []
      : [{ id: topic.article, title: topic.title, group: topic.group, published_at: published }],
  );
  sessions.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  tickets.sort((a, b) => (a.submitted_at < b.submitted_at ? -1 : a.submitted_at > b.submitted_at ? 1 : 0));
  return {
    history: { articles: known, sessions, tickets },
    truth: { start, topics, bugs, visits, tickets: ticketTruth, decoys },
  };

  function addBot(day: number): void {
    const phrases = topics.flatMap((topic) => topic.phrases);
    const id = `s${String(sessions.length + 1).padStart(6, '0')}`;
    sessions.push({ id, at: iso(momentOn(day)), page_key: '/', ev: makeBotVisit(chance, phrases, articles) });
  }

  function addHuge(day: number): void {
    const topic = decoys.hugeArticle;
    const id = `s${String(sessions.length + 1).padStart(6, '0')}`;
    const ticketId = `T${String(tickets.length + 1).padStart(6, '0')}`;
    const seconds = chance.whole(12, 120);
    const ev: Entry[] = [
      [4, 'open', topic.article, 'browse', null],
      [seconds + 6, 'close', topic.article, seconds, 0.9],
    ];
    const satisfied = chance.isTrue(HUGE_UNDERSTANDS);
    const wouldHaveContacted = chance.isTrue(HUGE_SUBMITS);
    const submits = !satisfied && wouldHaveContacted;
    if (satisfied && chance.isTrue(0.35)) ev.push([seconds + 9, 'vote', topic.article, 'yes', null]);
    if (submits) ev.push([seconds + 12, 'form_opened'], [seconds + 70, 'ticket', ticketId]);
    const at = momentOn(day);
    sessions.push({ id, at: iso(at), page_key: topic.page, ev: [...ev] });
    const truth: VisitTruth = {
      ...{ topic: topic.id, satisfied, wouldHaveContacted, submits, kind: 'knowledge_gap', subKind: 'unclear' },
      readRight: true,
    };
    visits.set(id, truth);
    if (!submits) return;
    const submittedMs = at + (seconds + 70) * 1_000;
    addTicket(
      {
        ...{ id: ticketId, submitted_at: iso(submittedMs), requester: person(), channel: 'widget', session: id },
        ...makeRequest(chance, 'knowledge_gap', topic, options.wording),
        target_group: topic.group,
        ...answered(submittedMs, topic, 'knowledge_gap'),
      },
      { topic: topic.id, kind: 'knowledge_gap', subKind: 'unclear' },
    );
  }

  /** One person, six requests on one topic, over the judged weeks: no reason to rewrite anything. */
  function addHeavyUser(): void {
    const topic = decoys.heavyUser;
    for (let at = 0; at < HEAVY_TICKETS; at += 1) {
      const day = DAYS - JUDGED_DAYS + 2 + at * 4;
      const submittedMs = momentOn(day);
      const id = `T-heavy-${at + 1}`;
      addTicket(
        {
          ...{ id, submitted_at: iso(submittedMs), requester: 'again@example.com', channel: 'email' },
          ...makeRequest(chance, 'knowledge_gap', topic, options.wording),
          target_group: topic.group,
          ...answered(submittedMs, topic, 'knowledge_gap'),
        },
        { topic: topic.id, kind: 'knowledge_gap', subKind: 'not_looked' },
      );
    }
  }

  /** Many say thank you on two days: no sudden rise of anything. */
  function addThanks(): void {
    for (let at = 0; at < THANKS; at += 1) {
      const submittedMs = momentOn(DAYS - 14 + (at % 2));
      const id = `T-thanks-${at + 1}`;
      addTicket(
        {
          ...{ id, submitted_at: iso(submittedMs), requester: `glad${at}@example.com`, channel: 'email' },
          ...{ text: 'Thank you for the quick help', enquiry_type: 'thanks', reply_expected: false },
          ...{ first_reply_at: iso(submittedMs + 1_800_000), solved_at: iso(submittedMs + 1_800_000) },
          ...{ handling_minutes: 2, severity: 1, resolution_code: 'no_action', answer_state: 'not_knowledge' },
          kind_confirmed: chance.isTrue(noise.confirms) ? 'other' : null,
        },
        { topic: 'thanks', kind: 'other', subKind: null },
      );
    }
  }
}

function lastSecond(entries: readonly Entry[]): number {
  return Number(entries.at(-1)?.[0] ?? 0);
}
