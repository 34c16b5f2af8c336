// One search that somebody made: its words, how much it found, and on request the list with what was opened.
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { TriedStep } from '../../contract/api/ticket-insight.ts';
import { ArticleName } from './article-name.tsx';
import { answersWords } from './ticket-words.ts';

export function SearchResults({ step }: { step: Extract<TriedStep, { kind: 'search' }> }) {
  const isOpen = useSignal(false);
  const id = useId();
  const count = answersWords(step.result_count);
  return (
    <>
      Searched <b dir="auto">“{step.query}”</b>
      {step.results.length > 0 ? (
        <>
          <span class="muted"> · </span>
          <button
            type="button"
            class="linkish quietly"
            aria-expanded={isOpen.value}
            aria-controls={id}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          >
            {count || 'the list'}
          </button>
        </>
      ) : (
        count && <span class="muted"> · {count}</span>
      )}
      {isOpen.value && (
        <ol class="results" id={id}>
          {step.results.map((result, at) => (
            <li key={result.slug} class={at >= step.shown_count ? 'below' : undefined}>
              <ArticleName article={result} />
              <span class="muted">
                {result.opened ? ' · opened' : ''}
                {at >= step.shown_count ? ' · further down than was in sight' : ''}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
