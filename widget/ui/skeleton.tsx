// The still shape of what is coming, and words for whoever waits long.
import { useApp } from '../shell/app-context.ts';
import { useEffect } from './hooks.ts';
import { useLocal } from './use-local.ts';

/** Whoever has waited this long is told that it goes on; after 10 seconds at most each wait ends in words and another try. */
export const SLOW_MS = 4_000;

/** Three grey lines, drawn by the style sheet; whoever shows it says `aria-busy`. */
export function Skeleton() {
  const { words } = useApp();
  const isSlow = useLocal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      isSlow.value = true;
    }, SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="wait" role="status">
      {isSlow.value && <p class="count">{words.slow}</p>}
    </div>
  );
}
