// A short message for what can be undone: eight seconds, held while it is hovered or focused; Z undoes.
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { useKeys } from './keys.tsx';

const SHOWN_MS = 8_000;

interface Toast {
  id: number;
  words: string;
  undo: () => void;
}

const toast = signal<Toast | null>(null);
let lastId = 0;

/** Shows `words` with an Undo; a newer one takes its place. */
export function offerUndo(words: string, undo: () => void): void {
  lastId += 1;
  toast.value = { id: lastId, words, undo };
}

/** Takes the message away, for instance when what it undoes is gone. */
export function closeToast(): void {
  toast.value = null;
}

export function Toasts() {
  const now = toast.value;
  return (
    <div class="toast-place" role="status">
      {now && <ToastView key={now.id} toast={now} />}
    </div>
  );
}

function ToastView({ toast: { words, undo } }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(closeToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  const act = () => {
    closeToast();
    undo();
  };
  useKeys('Just now', [{ keys: 'z', label: `Undo: ${words}`, run: act }]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the time is not an act, the button inside is
    <div
      class="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span>{words}</span>
      <button type="button" class="btn" onClick={act}>
        Undo <kbd>Z</kbd>
      </button>
    </div>
  );
}
