// Keeps a draft on the server while somebody writes: a second after the last key, and at once when the page is left.
import { computed, createModel, signal } from '@preact/signals';
import type { PutDraft } from '../../contract/api/ticket-work.ts';
import { send } from '../api-client.ts';
import { dropHeldDraft, holdDraft } from './held-draft.ts';

export type DraftState = { is: 'none' } | { is: 'waiting' } | { is: 'kept'; at: string } | { is: 'failed' };

const QUIET_MS = 1_000;
const AGAIN_MS = 10_000;

/** `path` is the address of the request; `savedAt` when what is there now was kept, or null; `owner` the person's id. */
export const DraftKeeping = createModel((path: string, savedAt: string | null, owner: string) => {
  const state = signal<DraftState>(savedAt ? { is: 'kept', at: savedAt } : { is: 'none' });
  let waiting: { draft: PutDraft; timer: ReturnType<typeof setTimeout> } | null = null;
  let isKept = savedAt !== null;
  let turn = 0;

  const put = async (draft: PutDraft, keepalive: boolean) => {
    turn += 1;
    const mine = turn;
    const isEmpty = draft.body.trim() === '' && !draft.articles?.length;
    if (isEmpty && !isKept) return dropHeldDraft(path);
    const answer = isEmpty
      ? await send('DELETE', `${path}/draft`, undefined, { keepalive })
      : await send('PUT', `${path}/draft`, draft, { keepalive });
    if (answer.ok) isKept = !isEmpty;
    // A newer one is on its way, or waits.
    if (mine !== turn || waiting) return;
    if (answer.ok) dropHeldDraft(path);
    if (answer.ok) state.value = isEmpty ? { is: 'none' } : { is: 'kept', at: new Date().toISOString() };
    else {
      state.value = { is: 'failed' };
      later(draft, AGAIN_MS);
    }
  };
  const later = (draft: PutDraft, ms: number) => {
    if (waiting) clearTimeout(waiting.timer);
    waiting = {
      draft,
      timer: setTimeout(() => {
        waiting = null;
        void put(draft, false);
      }, ms),
    };
  };

  return {
    state: computed(() => state.value),
    /** Keeps this a second after the last call. */
    keep: (draft: PutDraft) => {
      if (state.value.is !== 'failed') state.value = { is: 'waiting' };
      holdDraft(path, owner, draft);
      later(draft, QUIET_MS);
    },
    /** Keeps at once what still waits; for leaving the page. */
    flush: () => {
      if (!waiting) return;
      const { draft, timer } = waiting;
      clearTimeout(timer);
      waiting = null;
      void put(draft, true);
    },
    /** What was written is sent: the server has taken the draft away with it. */
    forget: () => {
      if (waiting) clearTimeout(waiting.timer);
      waiting = null;
      turn += 1;
      isKept = false;
      dropHeldDraft(path);
      state.value = { is: 'none' };
    },
  };
});
