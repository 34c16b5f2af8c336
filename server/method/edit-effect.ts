/** Did an edit help (METHOD 8.6): an article before and after, against all others of its group at the same times. */
import { shrink } from './exact-statistics.ts';

/** 97.5 % quantile of the normal distribution, as METHOD 8.6 writes it. */
const Z = 1.96;
const FEWEST_READS = 20;
const FEWEST_TICKETS_BEFORE = 5;
/** More reads than this are not promised: no clear change is then the answer. */
const MOST_READS_NEEDED = 10_000;

/** `x` tickets of the gap among `n` sessions that could have led to one. */
export interface Cases {
  readonly x: number;
  readonly n: number;
}

export type EditVerdict = 'helped' | 'worse' | 'too_early' | 'no_clear_change';

export interface EditEffect {
  /** The ratio of the rates after and before, by that of the control; below 1 is better. */
  readonly did: number;
  readonly lo: number;
  readonly hi: number;
  readonly verdict: EditVerdict;
  /** How many tickets were to be expected after it without the edit: articles are edited because they look bad. */
  readonly expected: number;
  /** About how many more reads would tell, at the rates seen; null where the verdict stands or reads would not. */
  readonly reads_needed: number | null;
}

function rateRatio(before: Cases, after: Cases): number {
  return (after.x + 0.5) / (after.n + 0.5) / ((before.x + 0.5) / (before.n + 0.5));
}

/** Judges an edit by the 28 days before and after it, the day itself left out; windows are the caller's. */
export function judgeEdit(own: { before: Cases; after: Cases }, control: { before: Cases; after: Cases }): EditEffect {
  const { before, after } = own;
  const did = rateRatio(before, after) / rateRatio(control.before, control.after);
  const spread = Math.sqrt(
    [after.x, before.x, control.after.x, control.before.x].reduce((all, x) => all + 1 / (x + 0.5), 0),
  );
  const [lo, hi] = [did * Math.exp(-Z * spread), did * Math.exp(Z * spread)];
  const pooledReads = before.n + control.before.n;
  const pooled = pooledReads === 0 ? 0 : (before.x + control.before.x) / pooledReads;
  const isEarly = before.n < FEWEST_READS || after.n < FEWEST_READS || before.x < FEWEST_TICKETS_BEFORE;
  const verdict = isEarly ? 'too_early' : hi < 1 ? 'helped' : lo > 1 ? 'worse' : 'no_clear_change';
  return {
    ...{ did, lo, hi, verdict },
    expected: after.n * (shrink(before.x, before.n, pooled) ?? pooled),
    reads_needed: verdict === 'helped' || verdict === 'worse' ? null : readsNeeded(own, control, did),
  };
}

/** Reads after the edit until the interval would leave 1, if all after it went on as it did: beyond those there were. */
function readsNeeded(
  { before, after }: { before: Cases; after: Cases },
  control: { before: Cases; after: Cases },
  did: number,
): number | null {
  const least = Math.max(0, FEWEST_READS - after.n);
  if (after.n === 0) return least;
  const fixed = 1 / (before.x + 0.5) + 1 / (control.before.x + 0.5);
  const isClearAt = (reads: number) => {
    const more = reads / after.n;
    const spread = Math.sqrt(fixed + 1 / (after.x * more + 0.5) + 1 / (control.after.x * more + 0.5));
    return Z * spread < Math.abs(Math.log(did));
  };
  if (isClearAt(after.n + least)) return least;
  if (!isClearAt(MOST_READS_NEEDED)) return least || null;
  let [low, high] = [after.n + least, MOST_READS_NEEDED];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isClearAt(middle)) high = middle;
    else low = middle;
  }
  return high - after.n;
}
