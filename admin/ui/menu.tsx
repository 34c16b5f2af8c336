// A small menu below a button: arrows move, Escape closes and gives the focus back.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export function Menu({
  label,
  button,
  children,
}: {
  label: string;
  button: ComponentChildren;
  children: ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const items = () => [...(place.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (!isOpen) return;
    items()[0]?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);
  const focusButton = () => place.current?.querySelector<HTMLElement>('.menu-button')?.focus();
  const close = () => {
    setOpen(false);
    focusButton();
  };
  const move = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items();
    all.at((all.indexOf(document.activeElement as HTMLElement) + step) % all.length)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys bubble up from the items
    <div class="menu" ref={place} onKeyDown={move}>
      <button
        type="button"
        class="menu-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="sr">{label}</span>
        <span aria-hidden="true">{button}</span>
      </button>
      {isOpen && (
        // Before the item acts: a dialog that it opens gives the focus back to where it was, and the item is gone by then.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the items are buttons
        <div
          class="menu-list"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onClickCapture={focusButton}
          onClick={() => setOpen(false)}
        >
          {children}
        </div>
      )}
    </div>
  );
}
