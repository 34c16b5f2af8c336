// Keeps the foot of the panel above the keyboard of a phone.
import { hostWindow } from '../host-window.ts';

/** Tells the style sheet how high the visible part of the page is; the returned function ends it. */
export function keepAboveKeyboard(frame: HTMLElement | null): () => void {
  const viewport = hostWindow.visualViewport;
  const resize = () => frame?.style.setProperty('--fp-vh', `${viewport?.height}px`);
  if (viewport) resize();
  viewport?.addEventListener('resize', resize);
  return () => viewport?.removeEventListener('resize', resize);
}
