/** How good an order is: gain that comes early counts more (NDCG), and shares of what was planted. */

/** Discounted gain of the first `k` against the best possible order; 1 where there is nothing to gain. */
export function ndcg(ranked: readonly string[], gains: ReadonlyMap<string, number>, k: number): number {
  const discounted = (values: readonly number[]) =>
    values.slice(0, k).reduce((all, gain, at) => all + gain / Math.log2(at + 2), 0);
  const best = discounted([...gains.values()].sort((a, b) => b - a));
  if (best === 0) return 1;
  return discounted(ranked.map((id) => gains.get(id) ?? 0)) / best;
}

/** The share of the first `k` that are wanted. */
export function precisionAt(ranked: readonly string[], wanted: ReadonlySet<string>, k: number): number {
  return ranked.slice(0, k).filter((id) => wanted.has(id)).length / k;
}

/** The one of most; ties: the first by name. Null for none. */
export function majority(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

/** Each once, in the order in which it first comes. */
export function firstsOf(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))];
}

/** Counts of pairs (true name, named). */
export type Confusion = Map<string, Map<string, number>>;

export function addPair(confusion: Confusion, truth: string, named: string): void {
  const row = confusion.get(truth) ?? new Map<string, number>();
  row.set(named, (row.get(named) ?? 0) + 1);
  confusion.set(truth, row);
}

/** Mean of the F1 of each true name; one that is never named counts 0. */
export function macroF1(confusion: Confusion): number {
  const names = [...confusion.keys()];
  if (names.length === 0) return 0;
  const scores = names.map((name) => {
    const hits = confusion.get(name)?.get(name) ?? 0;
    const truly = [...(confusion.get(name)?.values() ?? [])].reduce((all, count) => all + count, 0);
    const named = names.reduce((all, truth) => all + (confusion.get(truth)?.get(name) ?? 0), 0);
    return hits === 0 ? 0 : (2 * hits) / (truly + named);
  });
  return scores.reduce((all, score) => all + score, 0) / scores.length;
}

/** B-cubed: for each item, how much of its cluster is of its class, and how much of its class is in its cluster. */
export function bCubed(items: readonly { cluster: string; truth: string }[]): { precision: number; recall: number } {
  const clusters = sizes(items.map(({ cluster }) => cluster));
  const truths = sizes(items.map(({ truth }) => truth));
  const both = sizes(items.map(({ cluster, truth }) => `${cluster}\n${truth}`));
  let [precision, recall] = [0, 0];
  for (const { cluster, truth } of items) {
    const shared = both.get(`${cluster}\n${truth}`) ?? 0;
    precision += shared / (clusters.get(cluster) ?? 1);
    recall += shared / (truths.get(truth) ?? 1);
  }
  const n = Math.max(1, items.length);
  return { precision: precision / n, recall: recall / n };
}

function sizes(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
