// The attempts behind a number: read page by page, the newest question wins.
import { createModel, signal } from '@preact/signals';
import type { HelpSession, HelpSessionPage } from '../../contract/api/reports.ts';
import { get, type Refusal } from '../api-client.ts';

export type Loading =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal }
  | {
      state: 'ready';
      attempts: HelpSession[];
      total: number;
      /** The gap of which they are the silent demand. */
      gap: HelpSessionPage['gap'];
      next: string | null;
      more: 'no' | 'loading' | Refusal;
    };

export const AttemptsModel = createModel(() => {
  const loading = signal<Loading>({ state: 'loading' });
  let asked: Record<string, string> = {};
  let newest = 0;
  return {
    loading,
    async load(query: Record<string, string>): Promise<void> {
      newest += 1;
      const mine = newest;
      asked = query;
      loading.value = { state: 'loading' };
      const answer = await get<HelpSessionPage>('v1/admin/sessions', query);
      if (mine !== newest) return;
      if (!answer.ok) {
        loading.value = { state: 'failed', refusal: answer };
        return;
      }
      const { sessions, total, gap, next_cursor } = answer.value;
      loading.value = { state: 'ready', attempts: sessions, total, gap, next: next_cursor, more: 'no' };
    },
    /** Adds the next page to what is there. */
    async loadMore(): Promise<void> {
      const before = loading.value;
      if (before.state !== 'ready' || before.next === null || before.more === 'loading') return;
      const mine = newest;
      loading.value = { ...before, more: 'loading' };
      const answer = await get<HelpSessionPage>('v1/admin/sessions', { ...asked, cursor: before.next });
      if (mine !== newest) return;
      if (!answer.ok) {
        loading.value = { ...before, more: answer };
        return;
      }
      const { sessions, total, next_cursor } = answer.value;
      loading.value = {
        state: 'ready',
        attempts: [...before.attempts, ...sessions],
        total,
        gap: before.gap,
        next: next_cursor,
        more: 'no',
      };
    },
  };
});
