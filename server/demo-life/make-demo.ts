/** Makes the demo's history: the simulation's life with real articles, invented people, and what the team answered. */
import type { ImportedHistory, ImportedReading, ImportedTicket } from '../import/import-schema.ts';
import type { Kind } from '../method/kinds.ts';
import { assess } from '../simulate/assess.ts';
import { type Generated, generate } from '../simulate/generate.ts';
import { effectOn, mostBlamed } from '../simulate/measure-edits.ts';
import { type Chance, createChance } from '../simulate/random.ts';
import { DAYS, type Topic } from '../simulate/world.ts';
import { ANSWERERS, ASKERS } from './demo-people.ts';
import { FAULT_CAUSES } from './demo-settings.ts';
import {
  DEMO_DECOYS,
  DEMO_TOPICS,
  type DemoTopic,
  THANKS,
  USUAL_ASKS,
  USUAL_REPLIES,
  WITHOUT_ARTICLE,
} from './demo-topics.ts';

/** What the demo needs to know of an article. */
export interface KnownArticle {
  readonly title: string;
  readonly asks: readonly string[];
}

export interface DemoHistory {
  readonly history: ImportedHistory;
  /** The rewritten article and the day of it, and one that was changed without effect. */
  readonly edits: readonly { readonly article: string; readonly day: number }[];
}

const SEED = 20;
export const DEMO_SESSIONS_A_WEEK = 190;
/** So many lives are looked at, and so far below 1 the effect has to reach: what the server counts differs by a request. */
const LIVES = 16;
const SURELY_HELPED = 0.85;
/** Four weeks ago: enough days before and after it to judge. */
const EDIT_DAY = DAYS / 2;
const IDLE_EDIT_DAY = DAYS - 20;
/** Last week's fault, and one from before. */
const BUG_DAYS_BEFORE_END = [6, 23];
const DAY_MS = 86_400_000;
/** Requests younger than this are open more often than not; some of those younger than the second wait still. */
const OPEN_DAYS = 4;
const STAYS_OPEN = 0.7;
const LANGUISH_DAYS = 14;
const LANGUISHES = 0.08;
const SUBJECT_LENGTH = 90;
/** More than a real team has: else nobody could say in so few weeks how far guesses, and two people, agree. */
const READ_TWICE = 0.3;
const BLIND_TOO = 0.1;
/** What one person gets wrong is hard for another as well. */
const SECOND_READER_IS_RIGHT = { easy: 0.985, hard: 0.5 };
const CAUSES = {
  missing: 'no_guidance',
  unclear: 'unclear_guidance',
  unfindable: 'wording_mismatch',
  not_looked: 'none',
};

/** Slugs that the demo is about. */
export function demoArticles(): string[] {
  const decoys = Object.values(DEMO_DECOYS).map(({ article }) => article);
  return [...DEMO_TOPICS.flatMap(({ article }) => article ?? []), ...decoys];
}

/** @param start midnight of the first of the 56 days, ISO 8601, UTC; the same start gives the same life. */
export function makeDemo(
  articles: ReadonlyMap<string, KnownArticle>,
  start: string,
  sessionsAWeek: number = DEMO_SESSIONS_A_WEEK,
): DemoHistory {
  const topics = DEMO_TOPICS.map((topic, rank) => topicOf(topic, rank, articles));
  const faults = topics.filter(({ condition }) => condition === 'bug');
  const rewritten = topics.find(({ condition }) => condition === 'unclear') as Topic;
  const idle = topics.filter(({ condition }) => condition === 'unclear')[1] as Topic;
  const lifeOf = (seed: number) => {
    const made = generate({
      ...{ seed, profile: 'M', sessionsAWeek, start, topics, wording: USUAL_ASKS },
      bugs: new Map(faults.map(({ id }, at) => [id, DAYS - (BUG_DAYS_BEFORE_END[at] ?? 10)])),
      edit: { topic: rewritten.id, day: EDIT_DAY },
      decoys: { heavyUser: decoyOf('heavyUser', articles), hugeArticle: decoyOf('hugeArticle', articles) },
    });
    return withPeople(made, topics);
  };
  return {
    history: lifeToShow(lifeOf, { rewritten, idle }, { start, topics }),
    edits: [
      { article: rewritten.article as string, day: EDIT_DAY },
      { article: idle.article as string, day: IDLE_EDIT_DAY },
    ],
  };
}

/**
 * The first life in which the rewriting is seen to have helped and the article that is still not clear is the first to be
 * rewritten, whatever the day on which the demo is made: among so few people both are so only most of the time, and a demo
 * has to show what they look like. Without any, the one with the clearest effect.
 */
function lifeToShow(
  lifeOf: (seed: number) => ImportedHistory,
  { rewritten, idle }: { rewritten: Topic; idle: Topic },
  { start, topics }: { start: string; topics: readonly Topic[] },
): ImportedHistory {
  const groups = new Map(topics.map((topic) => [topic.article, topic.group]));
  let clearest: { life: ImportedHistory; hi: number } | null = null;
  for (let seed = SEED; seed < SEED + LIVES; seed += 1) {
    const life = lifeOf(seed);
    const assessed = assess(life);
    const { hi, verdict } = effectOn(rewritten.article as string, assessed, start, groups);
    const isToShow = verdict === 'helped' && hi < SURELY_HELPED;
    if (isToShow && mostBlamed(assessed, start, EDIT_DAY) === idle.article) return life;
    if (!clearest || hi < clearest.hi) clearest = { life, hi };
  }
  return (clearest as NonNullable<typeof clearest>).life;
}

function topicOf(topic: DemoTopic, rank: number, articles: ReadonlyMap<string, KnownArticle>): Topic {
  const { condition, article, page, group, minutes } = topic;
  const known = article === undefined ? undefined : articles.get(article);
  const phrases = topic.phrases ?? known?.asks ?? [];
  return {
    ...{ id: article ?? `idea-${rank}`, weight: 1 / (rank + 1) ** 0.8, condition, page, group, minutes },
    article: article ?? null,
    title: known?.title ?? topic.title ?? '',
    phrases: phrases.length > 0 ? phrases : [known?.title ?? topic.title ?? ''],
    wording: topic.asks && {
      asks: topic.asks,
      tells: topic.asks,
      fails: topic.fails ?? USUAL_ASKS.fails,
      faults: topic.fails ?? USUAL_ASKS.faults,
    },
  };
}

function decoyOf(name: keyof typeof DEMO_DECOYS, articles: ReadonlyMap<string, KnownArticle>): Topic {
  const decoy = DEMO_DECOYS[name];
  const known = articles.get(decoy.article);
  const title = known?.title ?? decoy.article;
  return { ...decoy, id: decoy.article, weight: 0, condition: 'healthy', title, phrases: known?.asks ?? [title] };
}

/** Gives every request a person, somebody who has it, and the words of the answer. */
function withPeople({ history, truth }: Generated, topics: readonly Topic[]): ImportedHistory {
  const chance = createChance(SEED + 1);
  const topicById = new Map([...topics, ...Object.values(truth.decoys)].map((topic) => [topic.id, topic]));
  const endMs = Date.parse(truth.start) + DAYS * DAY_MS;
  // Of its own: who reads a second time changes nothing else of the demo.
  const readers = createChance(SEED + 2);
  const written = new Map(DEMO_TOPICS.map((topic, at) => [topics[at]?.id, topic]));
  const tickets = history.tickets.map((ticket): ImportedTicket => {
    const told = truth.tickets.get(ticket.id);
    const topic = topicById.get(told?.topic ?? '');
    const number = Number(/\d+/.exec(ticket.requester ?? '')?.[0] ?? 0);
    const name = ASKERS[number % ASKERS.length] as string;
    const team = ANSWERERS.filter(({ group }) => group === topic?.group);
    const agent = chance.pick(team.length > 0 ? team : ANSWERERS);
    const isTaken = ticket.first_reply_at || chance.isTrue(0.4);
    const cause = topic?.article ? FAULT_CAUSES[topic.article] : undefined;
    const isExplained = ticket.resolution_code === 'linked_article' || ticket.answer_state === 'no_article';
    const known = ticket.root_cause ? cause : told?.subKind && isExplained ? CAUSES[told.subKind] : null;
    const still = openSince(ticket);
    const now = { ...ticket, ...still };
    return {
      ...now,
      kind_confirmed_by: now.kind_confirmed ? agent.email : null,
      ...(readers.isTrue(BLIND_TOO) && now.kind_confirmed ? { blind: true } : {}),
      second_reading: readingOf(readers, now, told?.kind, agent.email, endMs),
      subject: subjectOf(ticket.text),
      target_group: ticket.target_group ?? agent.group,
      // No address: nothing of it can ever be mailed.
      requester: `demo ${name} ${Math.floor(number / ASKERS.length)}`,
      requester_name: name,
      category: topic?.group === 'service' && told?.kind === 'functionality_issue' ? 'bug' : 'general',
      assignee: isTaken ? agent.email : null,
      root_cause: still?.solved_at === null ? null : (known ?? null),
      replies: repliesTo({ ...ticket, ...still }, topic, written.get(told?.topic), name),
    };
  });
  return { ...history, tickets };

  /** Of the last days some are not answered yet, and a few wait since longer: a queue that has something in it. */
  function openSince({ submitted_at }: ImportedTicket): Partial<ImportedTicket> | null {
    const days = (endMs - Date.parse(submitted_at)) / DAY_MS;
    if (!chance.isTrue(days < OPEN_DAYS ? STAYS_OPEN : days < LANGUISH_DAYS ? LANGUISHES : 0)) return null;
    const open = { solved_at: null, answer_state: null, answer_articles: [], resolution_code: null, csat: null };
    const unseen = { first_reply_at: null, kind_confirmed: null, handling_minutes: null };
    return days < OPEN_DAYS && chance.isTrue(0.6) ? { ...open, ...unseen } : open;
  }

  function repliesTo(ticket: ImportedTicket, topic: Topic | undefined, own: DemoTopic | undefined, name: string) {
    const { first_reply_at, solved_at } = ticket;
    if (!first_reply_at) return [];
    const isThanks = ticket.enquiry_type === 'thanks';
    const linked = ticket.answer_articles?.[0];
    const title = [...topicById.values()].find(({ article }) => article === linked)?.title;
    const usual = title === undefined ? chance.pick(WITHOUT_ARTICLE) : chance.pick(USUAL_REPLIES);
    const first = name.split(' ')[0] as string;
    const words = own?.reply ? `Hello ${first}. ${own.reply}` : usual.replace('{n}', first).replace('{t}', title ?? '');
    const answer = isThanks ? `You are very welcome, ${first}.` : words;
    const replies = [{ at: first_reply_at, from: 'team' as const, text: answer }];
    if (!solved_at || solved_at === first_reply_at || topic === undefined) return replies;
    const between = new Date((Date.parse(first_reply_at) + Date.parse(solved_at)) / 2).toISOString();
    return [...replies, { at: between, from: 'requester' as const, text: chance.pick(THANKS) }];
  }
}

/** What somebody else called it a day later, most often rightly; of yesterday's it still waits for somebody. */
function readingOf(
  chance: Chance,
  ticket: ImportedTicket,
  truth: Kind | undefined,
  first: string,
  endMs: number,
): ImportedReading | null {
  const { kind_confirmed, solved_at } = ticket;
  const isRead = chance.isTrue(READ_TWICE);
  const isRight = chance.isTrue(SECOND_READER_IS_RIGHT[kind_confirmed === truth ? 'easy' : 'hard']);
  const wrong = truth === 'knowledge_gap' ? 'functionality_issue' : 'knowledge_gap';
  const by = chance.pick(ANSWERERS.filter(({ email, role }) => email !== first && role === 'agent')).email;
  if (!isRead || !kind_confirmed || !solved_at || truth === undefined) return null;
  const at = new Date(Date.parse(solved_at) + DAY_MS).toISOString();
  const kind = isRight ? truth : wrong;
  const read = { at, kind, by, first_kind: kind_confirmed, first_by: first };
  return { asked_at: solved_at, read: Date.parse(at) < endMs ? read : null };
}

/** Its first sentence. */
function subjectOf(text: string): string {
  const first = /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text;
  const plain = first.replace(/\.$/, '');
  return plain.length > SUBJECT_LENGTH ? `${plain.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…` : plain;
}
