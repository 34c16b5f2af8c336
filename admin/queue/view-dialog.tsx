// Naming a view: when it is saved, and when it is renamed.
import { useSignal } from '@preact/signals';
import { type Refusal, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

interface ViewDialogProps {
  title: string;
  name: string;
  /** Whether everybody has it; null where that is not asked. */
  shared: boolean | null;
  /** @returns why it was not stored, or null. */
  onSave: (view: { name: string; shared: boolean }) => Promise<Refusal | null>;
  onClose: () => void;
}

export function ViewDialog({ title, name, shared, onSave, onClose }: ViewDialogProps) {
  const { desk } = signedInAs();
  const words = useSignal(name);
  const isShared = useSignal(shared === true);
  const error = useSignal<string | undefined>(undefined);
  const isSending = useSignal(false);
  const save = async () => {
    if (isSending.value) return;
    if (words.value.trim() === '') {
      error.value = 'Give it a name, for instance “Billing, not answered”.';
      return;
    }
    isSending.value = true;
    const refusal = await onSave({ name: words.value.trim(), shared: isShared.value });
    isSending.value = false;
    if (refusal) error.value = refusal.problem?.errors?.[0]?.detail ?? wordsOf(refusal);
    else onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        class="filter-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Name"
          hasFocus
          autocomplete="off"
          maxLength={desk.limits.view_name}
          error={error.value}
          value={words.value}
          onInput={(next) => {
            words.value = next;
            error.value = undefined;
          }}
        />
        {shared !== null && desk.me.may.share_views && (
          <label class="check">
            <input
              type="checkbox"
              checked={isShared.value}
              onChange={(event) => {
                isShared.value = event.currentTarget.checked;
              }}
            />
            <span>Everybody has this view</span>
          </label>
        )}
        <div class="spread apply-row">
          <span />
          <button type="submit" class="btn primary" aria-disabled={isSending.value}>
            {isSending.value ? 'Saving…' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
