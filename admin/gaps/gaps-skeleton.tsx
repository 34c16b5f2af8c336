// The page of gaps before its figures are there: panels of the size that they will have, still, so that nothing jumps.
import { Skeleton } from '../ui/skeleton.tsx';
import type { PanelWidth } from './panel.tsx';

const PANELS: readonly { width: PanelWidth; question: string; size: string }[] = [
  { width: 12, question: 'Where help ended', size: 's' },
  { width: 6, question: 'Knowledge or product?', size: 'm' },
  { width: 6, question: 'Why they had to ask', size: 'm' },
  { width: 12, question: 'Improvement backlog', size: 'l' },
  { width: 7, question: 'Searches that failed', size: 's' },
  { width: 5, question: 'Waiting and trust', size: 's' },
];

export function GapsSkeleton() {
  return (
    <div class="gaps" aria-busy="true">
      {PANELS.map(({ width, question, size }) => (
        <div key={question} class={`panel gaps-panel gaps-wait is-${size} g${width}`}>
          <div class="hd">
            <p class="gaps-question">{question}</p>
          </div>
          <div class="bd">
            <Skeleton lines={[80, 100, 90]} label={`Loading: ${question}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
