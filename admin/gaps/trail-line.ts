// What somebody did before they asked, as marks on a line of time, and the same in one sentence.
import type { TriedFirst } from '../../contract/api/ticket-insight.ts';
import { secondsWords } from './attempt-words.ts';

export type TrailMark =
  | { kind: 'search' | 'no' | 'yes' | 'form' | 'sent'; at: number; label: string }
  | { kind: 'read'; at: number; seconds: number; label: string };

export interface TrailLine {
  marks: TrailMark[];
  /** From opening help to sending. */
  seconds: number;
  words: string;
}

/** A mark must not stand outside its line, whatever clocks said. */
const SHORTEST_SECONDS = 10;

/** null where nothing was recorded. */
export function trailLineOf({ state, steps, seconds }: TriedFirst): TrailLine | null {
  if (state !== 'attached' || steps.length === 0) return null;
  const marks: TrailMark[] = [];
  const words: string[] = [];
  for (const step of steps) {
    switch (step.kind) {
      case 'search': {
        marks.push({ kind: 'search', at: step.at_s, label: `“${step.query}”` });
        words.push(`searched “${step.query}”${step.result_count === 0 ? ' and found nothing' : ''}`);
        break;
      }
      case 'read': {
        const verb = step.is_read ? 'read' : 'looked at';
        const label = `${verb} ${secondsWords(step.seconds)}`;
        marks.push({ kind: 'read', at: step.at_s, seconds: step.seconds, label });
        words.push(`${verb} ${step.article.title} for ${secondsWords(step.seconds)}`);
        break;
      }
      case 'vote': {
        const kind = step.value === 'no' ? 'no' : 'yes';
        marks.push({ kind, at: step.at_s, label: kind === 'no' ? 'No' : 'Yes' });
        words.push(kind === 'no' ? 'said that it did not answer' : 'said that it answered');
        break;
      }
      case 'form_opened': {
        marks.push({ kind: 'form', at: step.at_s, label: 'form' });
        words.push('opened the form');
        break;
      }
      case 'sent': {
        const at = step.at_s ?? seconds ?? 0;
        marks.push({ kind: 'sent', at, label: `sent, ${secondsWords(at)}` });
        words.push(`sent after ${secondsWords(at)}`);
        break;
      }
      case 'suggested':
        break;
    }
  }
  const ends = marks.map((mark) => mark.at + (mark.kind === 'read' ? mark.seconds : 0));
  const sentence = words.join(', ');
  return {
    marks,
    seconds: Math.max(SHORTEST_SECONDS, seconds ?? 0, ...ends),
    words: sentence.charAt(0).toUpperCase() + sentence.slice(1),
  };
}

/** The same scale for all lines of a page, in seconds. */
export function longestOf(lines: readonly (TrailLine | null)[]): number {
  return Math.max(SHORTEST_SECONDS, ...lines.map((line) => line?.seconds ?? 0));
}
