// The keys of the queue.
import { useKeys } from '../ui/keys.tsx';
import type { Act } from './act-dialog.tsx';

export interface QueueActs {
  move: (by: number) => void;
  open: () => void;
  select: (isRange: boolean) => void;
  selectAll: () => void;
  clear: () => void;
  act: (act: Act) => void;
  assignToMe: () => void;
  turnPriority: () => void;
  confirmKind: () => void;
  nextView: (by: number) => void;
  undo: () => void;
  showAdded: () => void;
}

/** Somebody who only reads has only the keys that read. */
export function useQueueKeys(acts: QueueActs, may: { change: boolean; confirm: boolean }): void {
  useKeys('Queue', [
    { keys: 'j', label: 'Next request', run: () => acts.move(1) },
    { keys: 'k', label: 'Request before', run: () => acts.move(-1) },
    { keys: 'ArrowDown', label: 'Next request', run: () => acts.move(1) },
    { keys: 'ArrowUp', label: 'Request before', run: () => acts.move(-1) },
    { keys: 'Enter', label: 'Open it', run: acts.open },
    {
      keys: 'v',
      label: 'Next view (with Shift: the one before)',
      run: (event) => acts.nextView(event.shiftKey ? -1 : 1),
    },
    { keys: '.', label: 'Show what is new', run: acts.showAdded },
  ]);
  useKeys(
    'Change requests',
    [
      {
        keys: 'x',
        label: 'Select it (with Shift: all up to it)',
        run: (event: KeyboardEvent) => acts.select(event.shiftKey),
        needs: may.change,
      },
      { keys: '*', label: 'Select all that are shown', run: acts.selectAll, needs: may.change },
      { keys: 'Escape', label: 'Select nothing', run: acts.clear, needs: may.change },
      { keys: 'a', label: 'Assign', run: () => acts.act('assign'), needs: may.change },
      { keys: 'i', label: 'Assign to me', run: acts.assignToMe, needs: may.change },
      { keys: 's', label: 'Status', run: () => acts.act('status'), needs: may.change },
      { keys: 'm', label: 'Move to a category or team', run: () => acts.act('move'), needs: may.change },
      { keys: 'p', label: 'Urgent or normal', run: acts.turnPriority, needs: may.change },
      { keys: 'c', label: 'Confirm the kind', run: acts.confirmKind, needs: may.confirm },
      { keys: 'z', label: 'Undo the last change', run: acts.undo, needs: may.change },
    ]
      .filter(({ needs }) => needs)
      .map(({ keys, label, run }) => ({ keys, label, run })),
  );
}
