// Which terms of bodies the first part of an index has: those that tell articles apart, as many as the budget allows.
import { describe, expect, it } from 'vitest';
import { chooseKeyTerms, type KeyTermsTask } from '../../../contract/search/key-terms.ts';
import { strengthOf, timesOf } from '../../../contract/search/strengths.ts';

const COUNT = 50;
const everywhere = new Map(Array.from({ length: COUNT }, (_, article) => [article, 1]));
const [COMMON, TELLING, ONCE, LONG] = [1, 2, 3, 4] as const;
const task = (more: Partial<KeyTermsTask> = {}): KeyTermsTask => ({
  bodies: new Map([
    [COMMON, everywhere],
    [
      TELLING,
      new Map([
        [3, 6],
        [9, 5],
      ]),
    ],
    [ONCE, new Map([[7, 1]])],
    [
      LONG,
      new Map([
        [11, 4],
        [12, 4],
      ]),
    ],
  ]),
  headings: new Map(),
  lengths: Array.from({ length: COUNT }, (_, article) => (article === 12 ? 4_000 : 200)),
  known: new Set([COMMON, TELLING, ONCE, LONG]),
  budget: 1_000,
  ...more,
});
const places = (chosen: ReturnType<typeof chooseKeyTerms>) =>
  Array.from(chosen, ([term, articles]) => Array.from(articles.keys(), (article) => `${term}:${article}`)).flat();

describe('key terms', () => {
  it('are all terms where the budget is large, with their articles in order', () => {
    const chosen = chooseKeyTerms(task());
    expect(places(chosen)).toHaveLength(COUNT + 5);
    expect([...(chosen.get(COMMON)?.keys() ?? [])]).toEqual([...everywhere.keys()]);
  });

  it('are none where nothing may be spent', () => {
    expect(chooseKeyTerms(task({ budget: 0 })).size).toBe(0);
  });

  it('are first what is rare and repeated, and grow with the budget', () => {
    const chosen = [1, 2, 4, 8, 30].map((budget) => places(chooseKeyTerms(task({ budget }))));
    expect(chosen[1]).toContain(`${TELLING}:3`);
    expect(chosen[1]).not.toContain(`${COMMON}:3`);
    chosen.slice(1).forEach((more, at) => {
      expect(more).toEqual(expect.arrayContaining(chosen[at] as string[]));
      expect(more.length).toBeGreaterThan((chosen[at] as string[]).length);
    });
  });

  it('leave out a word that stands once where its letters would have to be sent', () => {
    const known = new Set([COMMON, TELLING, LONG]);
    const isThere = (one: Partial<KeyTermsTask>) => chooseKeyTerms(task({ budget: 6, ...one })).has(ONCE);
    expect(isThere({})).toBe(true);
    expect(isThere({ known })).toBe(false);
  });

  it('are stronger in shorter articles, and in headings', () => {
    const long = chooseKeyTerms(task()).get(LONG);
    expect(long?.get(11)).toBeGreaterThan(long?.get(12) as number);
    const headed = chooseKeyTerms(task({ headings: new Map([[ONCE, new Map([[7, 1]])]]) }));
    expect(headed.get(ONCE)?.get(7)).toBeGreaterThan(chooseKeyTerms(task()).get(ONCE)?.get(7) as number);
  });

  it('have strengths that say how often, to the next doubling, within bounds', () => {
    for (const times of [0.25, 0.5, 1, 2, 4, 8, 16]) expect(timesOf(strengthOf(times))).toBe(times);
    expect([0.01, 3, 5, 200].map((times) => timesOf(strengthOf(times)))).toEqual([0.25, 4, 4, 16]);
  });
});
