/** What a simulated life is made of (METHOD 12.1): topics with what is planted on them, sizes, and how much goes wrong. */
import type { Wording } from './answer.ts';
import type { Chance } from './random.ts';

export type Profile = 'S' | 'M' | 'L';

/** What is wrong with a topic; a bug is there for a few days only, else the topic is healthy. */
export type Condition = 'missing' | 'unfindable' | 'unclear' | 'not_looked' | 'bug' | 'healthy';

export interface Topic {
  readonly id: string;
  /** Relative to the other topics. */
  readonly weight: number;
  readonly condition: Condition;
  readonly phrases: readonly string[];
  /** Null where none answers it. */
  readonly article: string | null;
  readonly title: string;
  readonly page: string;
  readonly group: string;
  /** Mean handling minutes of a request. */
  readonly minutes: number;
  /** What requests about it say, where it has words of its own. */
  readonly wording?: Wording | undefined;
}

/** How people and agents behave (12.1). */
export interface Noise {
  readonly linksNothing: number;
  readonly linksWrong: number;
  readonly misconfirms: number;
  readonly confirms: number;
  readonly brokenTrail: number;
  readonly typo: number;
  readonly removesTrail: number;
  readonly bots: number;
}

export const DEFAULT_NOISE: Noise = {
  linksNothing: 0.2,
  linksWrong: 0.05,
  misconfirms: 0.05,
  confirms: 0.7,
  brokenTrail: 0.15,
  typo: 0.1,
  removesTrail: 0.05,
  bots: 0.02,
};

export const STRESS_NOISE: Noise = { ...DEFAULT_NOISE, linksNothing: 0.5, confirms: 0.3 };

export const SESSIONS_A_WEEK: Readonly<Record<Profile, number>> = { S: 70, M: 300, L: 1_500 };
export const WEEKS = 8;
export const DAYS = WEEKS * 7;
/** The last days, on which the reports are judged. */
export const JUDGED_DAYS = 28;
/** A fault of the product lasts so many days, with so many times as many people as usual. */
export const BUG_DAYS = 3;
export const BUG_FACTOR = 6;

const TOPICS = 30;
const PLANTED_ON = 18;
const PLANTED: readonly Condition[] = [
  ...(['missing', 'unfindable', 'unclear'] as const).flatMap((condition) => [condition, condition, condition]),
  ...(['not_looked', 'bug'] as const).flatMap((condition) => [condition, condition]),
];
const GROUPS = ['billing', 'accounts', 'workspace'];
const NOUNS = (
  'invoice refund password team export report payment card address email webhook token calendar template folder ' +
  'comment backup language theme holiday contract signature currency discount receipt profile avatar message filter ' +
  'dashboard chart schedule reminder workflow label archive import voucher shipment warranty'
).split(' ');
const VERBS =
  'change delete find download share print rename move copy merge lock open add remove connect test plan pay sort check'.split(
    ' ',
  );
const EXTRAS =
  'old new twice monthly manager phone browser limit yearly wrong several private public default second shared'.split(
    ' ',
  );

/** The thirty topics of a run: weight falls with the rank, what is planted stands on the heaviest. */
export function makeTopics(chance: Chance): Topic[] {
  const nouns = chance.shuffled(NOUNS).slice(0, TOPICS);
  const healthy = Array.from({ length: PLANTED_ON - PLANTED.length }, (): Condition => 'healthy');
  const conditions = chance.shuffled([...PLANTED, ...healthy]);
  return chance.shuffled(nouns).map((noun, rank): Topic => {
    const condition = conditions[rank] ?? 'healthy';
    const verb = chance.pick(VERBS);
    return {
      id: `t${String(rank + 1).padStart(2, '0')}`,
      weight: 1 / (rank + 1) ** 0.8,
      condition,
      phrases: makePhrases(chance, noun, verb),
      article: condition === 'missing' ? null : `${verb}-${noun}`,
      title: `${verb} ${noun}`,
      page: `/${noun}`,
      group: GROUPS[rank % GROUPS.length] as string,
      minutes: chance.logNormal(12, 0.5),
    };
  });
}

/** Four to six ways in which people say it: the noun alone, with a verb, with more, and by another verb. */
function makePhrases(chance: Chance, noun: string, verb: string): string[] {
  const other = chance.pick(VERBS.filter((word) => word !== verb));
  const [extra, more] = chance.shuffled(EXTRAS) as [string, string];
  const all = [
    `${verb} ${noun}`,
    noun,
    `${noun} ${extra}`,
    `how to ${verb} ${noun}`,
    `${other} ${noun}`,
    `${verb} ${noun} ${more}`,
  ];
  return all.slice(0, chance.whole(4, 6));
}
