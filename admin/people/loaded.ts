// Something that a page reads from the server, and reads again after changing it.
import { createModel, signal } from '@preact/signals';
import { get, type Refusal } from '../api-client.ts';

export type Loading<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; refusal: Refusal };

/** @param path below `/api/`. */
export const Loaded = createModel(<T>(path: string) => {
  const loading = signal<Loading<T>>({ state: 'loading' });
  return {
    loading,
    /** What was read stays on the page while it is read again. */
    async load(): Promise<void> {
      const answer = await get<T>(path);
      loading.value = answer.ok ? { state: 'ready', value: answer.value } : { state: 'failed', refusal: answer };
    },
  };
});
