// Changing one or many requests by the same route, taking it back, and saying what could not be done.
import { computed, createModel, signal } from '@preact/signals';
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import type { BulkAnswer, BulkChange, BulkRefusal, BulkUndoAnswer, QueueRow } from '../../contract/api/queue.ts';
import { isRefusedWith, send, wordsOf } from '../api-client.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { closeToast, offerUndo } from '../ui/toasts.tsx';
import { changeWords, requestsWords } from './queue-words.ts';

type Change = BulkChange['change'];

/** What could not be done, until somebody closes it. */
export interface Refused {
  title: string;
  refusals: readonly BulkRefusal[];
}

const PATH = 'v1/admin/tickets/bulk';

/** `whenChanged` runs after each change, to read the list again. */
export const BulkModel = createModel((desk: Desk, whenChanged: () => Promise<unknown>) => {
  const isBusy = signal(false);
  const refused = signal<Refused | null>(null);
  let undoable: { batch: string; until: number } | null = null;

  /** One change at a time: a second key press while the first is on its way does nothing. */
  const alone = async (act: () => Promise<void>) => {
    if (isBusy.value) return;
    isBusy.value = true;
    announceFailure('');
    try {
      await act();
    } finally {
      isBusy.value = false;
    }
  };

  const undo = (batch: string) =>
    alone(async () => {
      undoable = null;
      closeToast();
      const answer = await send<BulkUndoAnswer>('POST', `${PATH}/${batch}/undo`);
      if (!answer.ok) {
        announceFailure(wordsOf(answer));
        return;
      }
      const { undone, refused: kept } = answer.value;
      if (kept.length > 0) refused.value = { title: `${requestsWords(kept.length)} stayed as changed`, refusals: kept };
      if (undone.length > 0)
        announce(`${requestsWords(undone.length)} ${undone.length === 1 ? 'is' : 'are'} as before.`);
      await whenChanged();
    });

  return {
    isBusy: computed(() => isBusy.value),
    refused: computed(() => refused.value),
    closeRefused() {
      refused.value = null;
    },
    /** Changes these requests; each that the server refuses is named with its reason. */
    change: (numbers: readonly number[], change: Change) =>
      alone(async () => {
        if (numbers.length === 0) return;
        const most = desk.limits.bulk_tickets;
        if (numbers.length > most) {
          announceFailure(`Select ${most} requests at most; ${numbers.length} are selected.`);
          return;
        }
        const answer = await send<BulkAnswer>('POST', PATH, { numbers, change });
        if (!answer.ok) {
          const reason = answer.problem?.errors?.[0]?.detail;
          announceFailure(reason ? `${wordsOf(answer)} ${reason}` : wordsOf(answer));
          return;
        }
        const { batch, undo_until, changed, refused: kept } = answer.value;
        if (batch !== null && changed.length > 0) {
          undoable = { batch, until: Date.parse(undo_until ?? '') };
          offerUndo(changeWords(change, changed.length, desk), () => undo(batch));
        }
        if (kept.length > 0)
          refused.value = { title: `${requestsWords(kept.length)} could not be changed`, refusals: kept };
        await whenChanged();
      }),
    /** Takes back the last change while that is possible, also after its message is gone. */
    undoLast: () => {
      if (undoable && !(undoable.until < Date.now())) return undo(undoable.batch);
      announce('There is nothing to take back.');
      return Promise.resolve();
    },
    /** Says what kind one request is; this is a person's word, and cannot be unsaid. */
    confirmKind: (row: QueueRow, kind: NonNullable<PatchTicket['kind']>) =>
      alone(async () => {
        const label = desk.kinds.find(({ key }) => key === kind)?.label ?? kind;
        const headers = { 'if-match': `"v${row.version}"` };
        const answer = await send('PATCH', `v1/admin/tickets/${row.number}`, { kind }, { headers });
        if (answer.ok) announce(`${row.number}: ${label}, confirmed.`);
        else if (isRefusedWith(answer, 'stale'))
          announceFailure(`Somebody changed ${row.number} a moment ago. This is how it is now; confirm it again.`);
        else announceFailure(wordsOf(answer));
        await whenChanged();
      }),
  };
});
export type Bulk = InstanceType<typeof BulkModel>;
