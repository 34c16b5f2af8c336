// Reads something when its part of the page is first shown.
import { useEffect, useState } from 'preact/hooks';
import { Loaded, type Loading } from './loaded.ts';

export function useLoaded<T>(path: string): { loading: Loading<T>; load: () => Promise<void> } {
  const [loaded] = useState(() => new Loaded(path));
  useEffect(() => {
    loaded.load();
  }, []);
  return { loading: loaded.loading.value as Loading<T>, load: loaded.load };
}
