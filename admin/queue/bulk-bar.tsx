// What can be done with the selected requests, and what could not be done, by number and reason.
import { Dialog } from '../ui/dialog.tsx';
import type { Act } from './act-dialog.tsx';
import type { Refused } from './bulk-model.ts';
import { figure } from './queue-words.ts';

interface BulkBarProps {
  count: number;
  loaded: number;
  isBusy: boolean;
  onAct: (act: Act) => void;
  onSelectAll: () => void;
  onClear: () => void;
}

const ACTS: readonly { act: Act; label: string; key: string }[] = [
  { act: 'assign', label: 'Assign', key: 'A' },
  { act: 'status', label: 'Status', key: 'S' },
  { act: 'move', label: 'Move', key: 'M' },
  { act: 'priority', label: 'Priority', key: 'P' },
];

export function BulkBar({ count, loaded, isBusy, onAct, onSelectAll, onClear }: BulkBarProps) {
  return (
    <div class="bulk-bar" role="toolbar" aria-label="What to do with the selected requests">
      <b class="num">{isBusy ? 'Changing…' : `${figure(count)} selected`}</b>
      {ACTS.map(({ act, label, key }) => (
        <button key={act} type="button" class="btn" aria-disabled={isBusy} onClick={() => !isBusy && onAct(act)}>
          {label} <kbd>{key}</kbd>
        </button>
      ))}
      <span class="grow" />
      {count < loaded && (
        <button type="button" class="btn plain" onClick={onSelectAll}>
          All {figure(loaded)} shown <kbd>*</kbd>
        </button>
      )}
      <button type="button" class="btn plain" onClick={onClear}>
        Clear <kbd>Esc</kbd>
      </button>
    </div>
  );
}

/** The server names the fields that its caller leaves out; here the way on is the request's own page. */
const ANSWER_FIRST = 'It has no answer yet. Open it, and say what answers it.';

/** Stays until it is closed: nobody should have to remember nine numbers. */
export function RefusalsDialog({ refused, onClose }: { refused: Refused; onClose: () => void }) {
  return (
    <Dialog title={refused.title} onClose={onClose}>
      <ul class="refusals">
        {refused.refusals.map(({ number, code, detail }) => (
          <li key={number}>
            <a class="num" href={`/admin/requests/${number}`}>
              {number}
            </a>
            <span>{code === 'answer_missing' ? ANSWER_FIRST : detail}</span>
          </li>
        ))}
      </ul>
      <p class="row apply-row">
        <button type="button" class="btn primary" onClick={onClose}>
          Close
        </button>
      </p>
    </Dialog>
  );
}
