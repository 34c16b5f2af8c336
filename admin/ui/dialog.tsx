// A dialog over the page: the browser's own, so that focus stays in it and Escape closes it.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** Opens when it is rendered; `onClose` takes it away. Focus goes back to where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const heading = useId();
  const [before] = useState(() => document.activeElement);
  const place = useRef<HTMLDialogElement | null>(null);
  const [show] = useState(() => (dialog: HTMLDialogElement | null) => {
    place.current = dialog ?? place.current;
    // At once, so that no key goes to the page behind, and before any effect of a field inside that takes the focus.
    dialog?.showModal();
  });
  const isGone = useRef(false);
  useLayoutEffect(
    () => () => {
      isGone.current = true;
      // Nothing behind an open dialog can take the focus.
      place.current?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [],
  );
  return (
    <dialog
      ref={show}
      class="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (!isGone.current) onClose();
      }}
    >
      <div class="dialog-head">
        <h2 class="h-sec" id={heading}>
          {title}
        </h2>
        <button type="button" class="btn icon" aria-label="Close" onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
