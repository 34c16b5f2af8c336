/** Puts the runs of many seeds together, and holds them against the release gates (METHOD 12.6). */
import { nearestRank } from '../method/exact-statistics.ts';
import { BASELINES } from './baselines.ts';
import type { RunMeasures } from './measures.ts';
import { type Confusion, macroF1 } from './ranking.ts';

/** One line of the table. */
export interface ScoreLine {
  readonly name: string;
  readonly value: number | null;
  /** The least (or, where `isMost`, the most) that a release may have; null where there is no gate. */
  readonly gate: number | null;
  readonly isMost?: boolean;
  readonly text: string;
}

export interface Summary {
  readonly seeds: number;
  readonly ticketsARun: number;
  readonly lines: readonly ScoreLine[];
  readonly subKinds: Confusion;
}

export function summarise(runs: readonly RunMeasures[]): Summary {
  const n = Math.max(1, runs.length);
  const mean = (of: (run: RunMeasures) => number) => runs.reduce((all, run) => all + of(run), 0) / n;
  const pooled = (of: (run: RunMeasures) => { hits: number; of: number }) => {
    const [hits, all] = runs.reduce<[number, number]>(
      (sum, run) => [sum[0] + of(run).hits, sum[1] + of(run).of],
      [0, 0],
    );
    return all === 0 ? 0 : hits / all;
  };
  const share = (isTrue: (run: RunMeasures) => boolean) => mean((run) => Number(isTrue(run)));
  const subKind = pooled((run) => run.subKind);
  const noViews = pooled((run) => run.subKindNoViews);
  const planted = runs.reduce((all, run) => all + run.bursts.planted, 0);
  const days = runs.flatMap((run) => run.bursts.days);
  const alarms = mean((run) => (run.bursts.falseAlarms / Math.max(1, run.bursts.keys)) * 100);
  const decoys = runs.reduce((all, run) => all + run.decoysFlagged.length, 0);
  const nulls = runs.flatMap((run) => run.edits.none ?? []);
  const line = (name: string, value: number | null, gate: number | null = null, isMost = false): ScoreLine => ({
    ...{ name, value, gate, isMost },
    text: value === null ? '–' : value.toFixed(Number.isInteger(value) && value > 1 ? 0 : 3),
  });
  const ndcg = (name: keyof RunMeasures['ndcg']) => mean((run) => run.ndcg[name]);
  return {
    seeds: runs.length,
    ticketsARun: mean((run) => run.tickets),
    subKinds: joined(runs.map((run) => run.subKinds)),
    lines: [
      line(
        'a planted gaps found as recurring',
        pooled((run) => run.recall),
        0.95,
      ),
      line('b sub-kind of those found', subKind, 0.88),
      line('b above no-views (0.25 needed)', subKind - noViews, 0.25),
      line('b sub-kind, no-views', noViews),
      line('c NDCG@10 of avoidable minutes', ndcg('ours'), 0.85),
      ...BASELINES.map((name) => line(`c NDCG@10, ${name.replaceAll('_', ' ')}`, ndcg(name))),
      line(
        'c precision at 11',
        mean((run) => run.precisionAt11),
      ),
      line('d kind macro-F1 (blind)', macroF1(joined(runs.map((run) => run.kinds))), 0.8),
      line('d sub-kind macro-F1', macroF1(joined(runs.map((run) => run.ticketSubKinds))), 0.75),
      line(
        'e requests B-cubed precision',
        mean((run) => run.requestClusters.precision),
      ),
      line(
        'e requests B-cubed recall',
        mean((run) => run.requestClusters.recall),
      ),
      line(
        'e searches B-cubed precision',
        mean((run) => run.searchClusters.precision),
      ),
      line(
        'e searches B-cubed recall',
        mean((run) => run.searchClusters.recall),
      ),
      line('f faults found within 3 days', mean((run) => run.bursts.foundInTime) / (planted / n || 1), 0.85),
      line('f median days to the alert', nearestRank(days, 0.5)),
      line('f false alarms in 28 d per 100 gaps', alarms, 1, true),
      line(
        'g true self-service rate inside',
        share((run) => run.rateIsInside),
        0.95,
      ),
      line(
        'g true deflected requests inside',
        share((run) => run.deflectedIsInside),
        0.95,
      ),
      line('h decoys flagged', decoys, 0, true),
      line(
        'i blame error, attributed',
        mean((run) => run.blame.attributed),
      ),
      line(
        'i blame error, naive',
        mean((run) => run.blame.naive),
      ),
      line(
        'j edit that helped: said so',
        share((run) => run.edits.real === 'helped'),
      ),
      line(
        'j edit that helped: too early',
        share((run) => run.edits.real === 'too_early'),
      ),
      line(
        'j null edit said to help',
        nulls.filter((verdict) => verdict === 'helped').length / Math.max(1, nulls.length),
        0.05,
        true,
      ),
    ],
  };
}

/** Whether a line keeps its gate; true where it has none. */
export function isKept({ value, gate, isMost }: ScoreLine): boolean {
  if (gate === null) return true;
  if (value === null) return false;
  return isMost ? value <= gate : value >= gate;
}

function joined(all: readonly Confusion[]): Confusion {
  const sum: Confusion = new Map();
  for (const confusion of all)
    for (const [truth, row] of confusion) {
      const own = sum.get(truth) ?? new Map<string, number>();
      for (const [named, count] of row) own.set(named, (own.get(named) ?? 0) + count);
      sum.set(truth, own);
    }
  return sum;
}
