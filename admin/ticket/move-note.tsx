// Asks why, where a status can only be set with a note.
import { useSignal } from '@preact/signals';
import { LIMITS } from '../../contract/limits.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';

export function MoveNote({
  label,
  onMove,
  onClose,
}: {
  label: string;
  onMove: (note: string) => void;
  onClose: () => void;
}) {
  const note = useSignal('');
  const error = useSignal<string | undefined>(undefined);
  const move = (event: Event) => {
    event.preventDefault();
    if (note.value.trim() === '') error.value = 'Write a few words: others read them in the history.';
    else onMove(note.value.trim());
  };
  return (
    <Dialog title={`Move to “${label}”`} onClose={onClose}>
      <form class="stack4" onSubmit={move}>
        <Field label="Why" hint="Only your team sees this, in the history." error={error.value}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              maxLength={LIMITS.comment}
              value={note.value}
              onInput={(event) => {
                note.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <div class="row wrap dialog-foot">
          <button type="button" class="btn" onClick={onClose}>
            Leave it
          </button>
          <button type="submit" class="btn primary">
            Move it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
