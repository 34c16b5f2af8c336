// Whether rows have one line or two: each person's own choice, kept in this browser.
import { useState } from 'preact/hooks';

const KEY = 'fp-console-density';

/** @returns whether rows are compact, and the act that turns it. */
export function useDensity(): [boolean, () => void] {
  const [isCompact, setCompact] = useState(readsCompact);
  const turn = () => {
    setCompact(!isCompact);
    try {
      localStorage.setItem(KEY, isCompact ? 'roomy' : 'compact');
    } catch (_notAllowed) {
      // Then it holds until the page is loaded again.
    }
  };
  return [isCompact, turn];
}

function readsCompact(): boolean {
  try {
    return localStorage.getItem(KEY) === 'compact';
  } catch (_notAllowed) {
    return false;
  }
}
