// Whether the page is as narrow as a phone.
import { useEffect, useState } from 'preact/hooks';

const NARROW = '(max-width: 720px)';

/** Changes as the window does. */
export function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const look = () => setNarrow(query.matches);
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return isNarrow;
}
