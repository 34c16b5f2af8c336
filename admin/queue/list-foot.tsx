// Below the list: how much of it is shown, the way to more, and the keys that are used most.
import { useEffect, useRef } from 'preact/hooks';
import { wordsOf } from '../api-client.ts';
import type { Queue } from './queue-model.ts';
import { rangeWords } from './queue-words.ts';

const EARLY = '600px';

export function ListFoot({ model, mayChange }: { model: Queue; mayChange: boolean }) {
  const end = useRef<HTMLDivElement>(null);
  const list = model.list.value;
  useEffect(() => {
    if (!end.current || typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(
      (seen) => {
        // After a failure somebody asks for it, or it would be asked for without end.
        if (seen.some(({ isIntersecting }) => isIntersecting) && !model.moreRefusal.peek()) void model.more();
      },
      { rootMargin: EARLY },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
    // Watched anew after each page: one that does not fill the screen is followed by the next.
  }, [model.rows.value.length]);
  if (list.state !== 'ready') return null;
  const refusal = model.moreRefusal.value;
  return (
    <div class="list-foot" ref={end}>
      <p class="keys">
        <span class="num range">{rangeWords(list.rows.length, list.total)}</span>
        <span class="desk-only">
          <kbd>J</kbd> <kbd>K</kbd> move
        </span>
        <span class="desk-only">
          <kbd>Enter</kbd> open
        </span>
        {mayChange && (
          <>
            <span class="desk-only">
              <kbd>X</kbd> select
            </span>
            <span class="desk-only">
              <kbd>A</kbd> assign
            </span>
            <span class="desk-only">
              <kbd>C</kbd> confirm the kind
            </span>
          </>
        )}
        <span class="desk-only">
          <kbd>?</kbd> all keys
        </span>
        {model.isOffline.value && <span class="due over">Not fresh: the server did not answer.</span>}
      </p>
      {refusal && <p class="small over-words">{wordsOf(refusal)}</p>}
      {list.nextCursor !== null && (
        <button type="button" class="btn" aria-disabled={model.isLoadingMore.value} onClick={() => model.more()}>
          {model.isLoadingMore.value ? 'Loading…' : 'Load more'}
        </button>
      )}
    </div>
  );
}
