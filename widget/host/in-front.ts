// Keeps help where it can be seen and used: in the page's modal dialog while there is one, else at the end of the document,
// where it survives a page that swaps its body.
import { hostWindow } from '../host-window.ts';

/** `moveBefore` keeps focus, scroll and playing state; browsers have it since 2025. */
type Movable = Element & { moveBefore?(node: Node, before: null): void };

export interface InFront {
  /** To be called whenever help was opened. */
  place(): void;
  stop(): void;
}

export function keepInFront(root: ShadowRoot): InFront {
  const { document } = hostWindow;
  const host = root.host as HTMLElement;
  const place = () => {
    // What is not in the topmost modal dialog is inert. A selector inside of `is` that a browser does not know is none.
    const dialogs = document.querySelectorAll('dialog:is(:modal)');
    const parent: Movable = dialogs[dialogs.length - 1] ?? document.documentElement;
    host.inert = false;
    host.removeAttribute('aria-hidden');
    if (host.parentNode === parent) return;
    if (parent.moveBefore && host.isConnected) return parent.moveBefore(host, null);
    const focused = document.activeElement === host ? (root.activeElement as HTMLElement | null) : null;
    const body = root.querySelector('.body');
    const scrolled = body?.scrollTop ?? 0;
    parent.append(host);
    if (body) body.scrollTop = scrolled;
    focused?.focus({ preventScroll: true });
  };
  // It does not bubble.
  document.addEventListener('close', place, true);
  return { place, stop: () => document.removeEventListener('close', place, true) };
}
