// The interval bar: solid is what we cannot know, the outline is chance around it, a tick is a single rate.
import {
  outwardPercents,
  partWords,
  percentRangeWords,
  percentWords,
  wholePercent,
} from '../../contract/words/share-words.ts';
import './outcomes.css';

/** Wider than 40 points is rough (METHOD 8.2). */
const ROUGH_WIDTH = 0.4;

interface Props {
  /** Between 0 and 1; equal for a single rate. */
  low: number;
  high: number;
  /** Allowing for chance. */
  outer: readonly [lo: number, hi: number];
  label: string;
}

export function IntervalBar({ low, high, outer, label }: Props) {
  const isRough = outer[1] - outer[0] > ROUGH_WIDTH;
  const isSingle = low === high;
  const known = isSingle ? partWords(low) : percentRangeWords({ lo: wholePercent(low), hi: wholePercent(high) });
  const chance = percentRangeWords(outwardPercents(outer[0], outer[1]));
  const words = `${label}: ${known}, ${chance} allowing for chance${isRough ? ', rough' : ''}`;
  return (
    <div class="interval">
      <div class={`iv${isRough ? ' rough' : ''}`} role="img" aria-label={words}>
        <span class="iv-track" />
        <span class="iv-outer" style={placed(outer[0], outer[1])} />
        {isSingle ? (
          <span class="iv-tick" style={{ insetInlineStart: `${low * 100}%` }} />
        ) : (
          <span class="iv-inner" style={placed(low, high)} />
        )}
      </div>
      <p class="tiny muted spread" aria-hidden="true">
        <span>{percentWords(0)}</span>
        <span>
          <b class="iv-known">{known}</b>
          {isRough && ' rough'}
        </span>
        <span>{percentWords(100)}</span>
      </p>
    </div>
  );
}

function placed(from: number, to: number) {
  return { insetInlineStart: `${from * 100}%`, inlineSize: `${(to - from) * 100}%` };
}
