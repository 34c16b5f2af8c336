// The effect of an edit in words: a verdict only where there is one, and how many reads one would take.
import type { EditEffectRow } from '../../contract/api/article-health.ts';
import { daysBetween } from './days.ts';
import type { Said } from './outcome-words.ts';

const VERDICTS: Record<EditEffectRow['verdict'], string> = {
  helped: 'Helped',
  worse: 'Worse',
  too_early: 'Too early',
  no_clear_change: 'No clear change',
};

/** "Too early: about 12 more reads" */
export function verdictWords({ verdict, reads_needed }: Pick<EditEffectRow, 'verdict' | 'reads_needed'>): string {
  const reads = reads_needed === 1 ? '1 more read' : `${reads_needed} more reads`;
  return reads_needed === null ? VERDICTS[verdict] : `${VERDICTS[verdict]}: about ${reads}`;
}

/** What the drawing shows. */
export function effectWords({ did, lo, hi }: Pick<EditEffectRow, 'did' | 'lo' | 'hi'>): string {
  return `${did.toFixed(2)} times the rate of before, between ${lo.toFixed(2)} and ${hi.toFixed(2)}, against all other articles`;
}

/** The newest edit first: what it did, and what was to be expected without it. */
export function editsSaid(edits: readonly EditEffectRow[]): Said {
  const [newest] = edits;
  if (!newest) return { say: 'Not edited in the days that can be compared.', also: '' };
  const own = `${newest.after.x} seen in the days after it; about ${newest.expected.toFixed(1)} were to be expected without it.`;
  const expected = `${own} ${othersWords(newest)}`;
  switch (newest.verdict) {
    case 'helped':
      return { say: 'The last edit helped.', also: expected };
    case 'worse':
      return { say: 'It got worse after the last edit.', also: expected };
    case 'too_early': {
      const reads =
        newest.reads_needed === null
          ? 'Reads would not tell: too few had trouble before it.'
          : `About ${newest.reads_needed} more reads would tell.`;
      return { say: 'Too early to say what the last edit did.', also: reads };
    }
    case 'no_clear_change':
      return { say: 'No clear change after the last edit.', also: expected };
  }
}

/** What the bar compares with: where all others fell as well, a fall of its own is no merit of the edit. */
function othersWords({ control_before, control_after }: EditEffectRow): string {
  const ofReads = (cases: { x: number; n: number }) => `${cases.x} of ${cases.n}`;
  return `The bar compares it with the team’s other articles: ${ofReads(control_before)} before, ${ofReads(control_after)} after.`;
}

/** Days on each side of an edit (METHOD 8.6). */
const EFFECT_DAYS = 28;

/**
 * That the days after the newest edit are not all over; empty where they are, or where nothing was edited.
 * @param to the last day that one looks at.
 */
export function soFarWords(edits: readonly Pick<EditEffectRow, 'at'>[], to: string): string {
  const [newest] = edits;
  if (!newest) return '';
  const passed = Math.max(0, daysBetween(newest.at.slice(0, 10), to) - 1);
  if (passed >= EFFECT_DAYS) return '';
  return `So far ${passed} of the ${EFFECT_DAYS} days after the last edit are counted: its verdict may still change.`;
}
