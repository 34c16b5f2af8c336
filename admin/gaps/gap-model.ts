// One gap: read for a window, changed with its version, and read again after each change.
import { createModel, signal } from '@preact/signals';
import type { GapDetail, PatchGap } from '../../contract/api/gaps.ts';
import { get, type Refusal, send, wordsOf } from '../api-client.ts';
import { announceFailure } from '../ui/announce.tsx';

export type LoadingGap =
  | { state: 'loading' }
  | { state: 'missing' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; gap: GapDetail; etag: string | null };

export const GapModel = createModel(() => {
  const loading = signal<LoadingGap>({ state: 'loading' });
  const isSending = signal(false);
  let newest = 0;
  const pathOf = (key: string) => `v1/admin/gaps/${encodeURIComponent(key)}`;
  async function load(key: string, query: Record<string, string>): Promise<void> {
    newest += 1;
    const mine = newest;
    const answer = await get<GapDetail>(pathOf(key), { ...query, as_shown: true });
    if (mine !== newest) return;
    if (answer.ok) loading.value = { state: 'ready', gap: answer.value, etag: answer.etag };
    else loading.value = answer.status === 404 ? { state: 'missing' } : { state: 'failed', refusal: answer };
  }
  return {
    loading,
    isSending,
    load,
    /** Sends a change and reads the gap again. @returns whether it was taken; else why stands in the alert. */
    async change(body: PatchGap, query: Record<string, string>): Promise<boolean> {
      const now = loading.value;
      if (now.state !== 'ready' || isSending.value) return false;
      isSending.value = true;
      announceFailure('');
      const headers: Record<string, string> = now.etag ? { 'if-match': now.etag } : {};
      const answer = await send('PATCH', pathOf(now.gap.key), body, { headers });
      isSending.value = false;
      if (!answer.ok) {
        announceFailure(wordsOf(answer));
        // Somebody else was faster: what stands there now is what one should see.
        if (answer.status === 412) await load(now.gap.key, query);
        return false;
      }
      await load(body.merge_into ?? now.gap.key, query);
      return true;
    },
  };
});
