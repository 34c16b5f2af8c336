// Whoever follows a link to another page goes on at its content, not at the top of the window again.
import { useEffect, useRef } from 'preact/hooks';

/**
 * Gives the focus to the content when the path has changed and what had it went with the page before. Whoever comes back is
 * left to `useReturnFocus`, which knows the figure that they left by.
 */
export function usePageFocus(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const isBack = (history.state as { left?: unknown } | null)?.left !== undefined;
    if (!isBack && document.activeElement === document.body)
      document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
