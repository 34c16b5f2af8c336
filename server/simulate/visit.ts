/** One person with one need opens help (METHOD 12.1, user model): what they do, and the truth about it. */
import type { Kind, SubKind } from '../method/kinds.ts';
import type { Chance } from './random.ts';
import type { Noise, Topic } from './world.ts';

/** An entry of an import file's `ev`. */
export type Entry = readonly unknown[];

/** What nobody but the generator knows of a visit. */
export interface VisitTruth {
  readonly topic: string;
  /** They found out what they wanted to know. */
  readonly satisfied: boolean;
  /** Without help they would have written. */
  readonly wouldHaveContacted: boolean;
  readonly submits: boolean;
  readonly kind: Kind;
  readonly subKind: Exclude<SubKind, 'unattributed'> | null;
  readonly readRight: boolean;
}

export interface Visit {
  readonly truth: VisitTruth;
  /** Before a page load cut it in two, where that happened; such a person comes back at once. */
  readonly before: readonly Entry[] | null;
  /** Ends with `[s, "ticket", id]` where a request was sent. */
  readonly entries: readonly Entry[];
  readonly removesTrail: boolean;
}

/** What the model needs besides the topic. */
export interface VisitOptions {
  readonly chance: Chance;
  readonly noise: Noise;
  /** A fault is going on, and this person met it. */
  readonly isBug: boolean;
  /** Articles of other topics, for lists and for clicks that go wrong. */
  readonly others: readonly string[];
  readonly ticketId: string;
}

const SEARCHES = { usual: 0.85, notLooked: 0.25 };
const SHOWN = { usual: 0.92, unfindable: 0.12 };
const OPENS_RIGHT = 0.85;
const OPENS_WRONG = 0.35;
const SUGGESTION_SHOWS = 0.5;
const SUGGESTION_OPENED = 0.4;
const UNDERSTANDS = { usual: 0.82, unclear: 0.2 };
const VOTES_YES = 0.35;
const VOTES_NO = 0.15;
const SUBMITS = { usual: 0.45, bug: 0.75 };
const ASKED_FOR_INTENT = 1 / 3;
/** Of searches that do not show the right article, those that show none at all. */
const FINDS_NOTHING = 0.4;

export function makeVisit(topic: Topic, options: VisitOptions): Visit {
  const { chance, noise, isBug, others, ticketId } = options;
  const entries: Entry[] = [];
  let now = chance.whole(3, 8);
  let viewed: string | null = null;
  let readRight = false;
  let isInFront = false;
  const after = (least: number, most: number) => {
    now += chance.whole(least, most);
    return now;
  };
  const read = (article: string, source: string, position: number | null, seconds: number) => {
    entries.push([after(2, 6), 'open', article, source, position]);
    now += seconds;
    entries.push([after(1, 3), 'close', article, seconds, Math.min(1, 0.3 + chance.next())]);
    viewed = article;
  };

  const searches = chance.isTrue(topic.condition === 'not_looked' ? SEARCHES.notLooked : SEARCHES.usual);
  let formIsOpen = false;
  if (searches) {
    const shows = topic.condition === 'unfindable' ? SHOWN.unfindable : SHOWN.usual;
    const isShown = topic.article !== null && chance.isTrue(shows);
    const results = isShown ? resultsWith(chance, topic.article as string, others) : wrongResults(chance, others);
    entries.push([now, 'search', withTypo(chance, chance.pick(topic.phrases), noise.typo), results]);
    if (isShown && chance.isTrue(OPENS_RIGHT)) {
      const right = topic.article as string;
      read(right, 'search', results.indexOf(right) + 1, chance.whole(12, 120));
      readRight = true;
    } else {
      const wrong = results.filter((article) => article !== topic.article);
      const opens = isShown ? OPENS_WRONG : Math.min(1, OPENS_WRONG / (1 - FINDS_NOTHING));
      if (wrong.length > 0 && chance.isTrue(opens)) {
        const article = chance.pick(wrong);
        const seconds = chance.isTrue(0.5) ? chance.whole(2, 8) : chance.whole(10, 40);
        read(article, 'search', results.indexOf(article) + 1, seconds);
      }
    }
  } else {
    entries.push([now, 'form_opened']);
    formIsOpen = true;
    const isOffered = topic.condition !== 'not_looked' && topic.condition !== 'unfindable';
    isInFront = topic.article !== null && isOffered && chance.isTrue(SUGGESTION_SHOWS);
    entries.push([after(10, 30), 'suggest', isInFront ? [topic.article] : []]);
    if (isInFront && chance.isTrue(SUGGESTION_OPENED)) {
      read(topic.article as string, 'suggestion', 1, chance.whole(12, 120));
      readRight = true;
    }
  }

  const understands = isBug ? 0 : topic.condition === 'unclear' ? UNDERSTANDS.unclear : UNDERSTANDS.usual;
  const satisfied = readRight && chance.isTrue(understands);
  const wouldHaveContacted = chance.isTrue(isBug ? SUBMITS.bug : SUBMITS.usual);
  let submits = false;
  if (satisfied) {
    if (chance.isTrue(VOTES_YES)) {
      if (formIsOpen) entries.push([after(1, 4), 'withdrawn', topic.article]);
      else entries.push([after(1, 4), 'vote', topic.article, 'yes', null]);
      if (!formIsOpen && chance.isTrue(ASKED_FOR_INTENT))
        entries.push([after(1, 3), 'intent', wouldHaveContacted ? 'yes' : 'no']);
    }
  } else if (wouldHaveContacted) {
    submits = true;
  } else if (viewed !== null && chance.isTrue(VOTES_NO / (1 - (isBug ? SUBMITS.bug : SUBMITS.usual)))) {
    const reason = isBug ? 'does_not_work' : readRight ? chance.pick(['unclear', 'incomplete']) : 'wrong_topic';
    entries.push([after(1, 4), 'vote', viewed, 'no', reason]);
  }

  const isBroken = submits && !formIsOpen && chance.isTrue(noise.brokenTrail);
  const before = isBroken ? [...entries] : null;
  if (isBroken) {
    entries.length = 0;
    now = 0;
  }
  if (submits) {
    if (!formIsOpen) entries.push([after(3, 10), 'form_opened']);
    entries.push([after(40, 120), 'ticket', ticketId]);
  }
  const looked = searches || isInFront;
  const subKind = topic.article === null ? 'missing' : readRight ? 'unclear' : looked ? 'unfindable' : 'not_looked';
  return {
    truth: {
      ...{ topic: topic.id, satisfied, wouldHaveContacted, submits, readRight },
      kind: isBug ? 'functionality_issue' : 'knowledge_gap',
      subKind: isBug ? null : subKind,
    },
    before,
    entries,
    removesTrail: submits && chance.isTrue(noise.removesTrail),
  };
}

/** A program that follows everything and reads nothing. */
export function makeBotVisit(chance: Chance, phrases: readonly string[], articles: readonly string[]): Entry[] {
  return Array.from({ length: 3 }, (_, at): Entry[] => {
    const results = chance.shuffled(articles).slice(0, 3);
    const [first] = results as [string];
    return [
      [3 * at + 1, 'search', chance.pick(phrases), results],
      [3 * at + 2, 'open', first, 'search', 1],
      [3 * at + 3, 'close', first, 1, 0],
    ];
  }).flat();
}

/** The chance that a visit of this topic ends in a request, by the model's own numbers. */
export function ticketChance(topic: Pick<Topic, 'condition' | 'article'>): number {
  const { condition, article } = topic;
  const searches = condition === 'not_looked' ? SEARCHES.notLooked : SEARCHES.usual;
  const shown = article === null ? 0 : condition === 'unfindable' ? SHOWN.unfindable : SHOWN.usual;
  const isOffered = article !== null && condition !== 'not_looked' && condition !== 'unfindable';
  const suggested = isOffered ? SUGGESTION_SHOWS * SUGGESTION_OPENED : 0;
  const reads = searches * shown * OPENS_RIGHT + (1 - searches) * suggested;
  const understands = condition === 'unclear' ? UNDERSTANDS.unclear : UNDERSTANDS.usual;
  return (1 - reads * understands) * SUBMITS.usual;
}

/** Of those who read the right article, the share that asks all the same. */
export function unclearChance(condition: Topic['condition']): number {
  return (1 - (condition === 'unclear' ? UNDERSTANDS.unclear : UNDERSTANDS.usual)) * SUBMITS.usual;
}

/** The share of people with a fault who write. */
export const BUG_TICKET_CHANCE = SUBMITS.bug;

function resultsWith(chance: Chance, right: string, others: readonly string[]): string[] {
  const wrong = chance
    .shuffled(others)
    .filter((article) => article !== right)
    .slice(0, chance.whole(0, 3));
  wrong.splice(chance.whole(0, Math.min(2, wrong.length)), 0, right);
  return wrong;
}

function wrongResults(chance: Chance, others: readonly string[]): string[] {
  return chance.isTrue(FINDS_NOTHING) ? [] : chance.shuffled(others).slice(0, chance.whole(1, 3));
}

function withTypo(chance: Chance, phrase: string, probability: number): string {
  if (!chance.isTrue(probability) || phrase.length < 4) return phrase;
  const at = chance.whole(1, phrase.length - 2);
  return phrase.slice(0, at) + (phrase[at + 1] ?? '') + (phrase[at] ?? '') + phrase.slice(at + 2);
}
