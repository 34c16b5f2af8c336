// Keeps the panel clear of a phone's keyboard, and in sight when the browser pushes the page up to show a field.
import { hostWindow } from '../host-window.ts';

/** No keyboard is lower than this, in px; a scroll bar is. */
const LEAST_KEYBOARD = 60;

/** Tells the style sheet what of the window cannot be seen, above and below; the returned function ends it. */
export function keepAboveKeyboard(frame: HTMLElement | null): () => void {
  const seen = hostWindow.visualViewport;
  if (!seen || !frame) return () => undefined;
  const place = () => {
    // Who zooms in wants to see the panel more closely, not a smaller one.
    const isZoomed = seen.scale > 1.01;
    const below = hostWindow.innerHeight - seen.height - seen.offsetTop;
    const covered = !isZoomed && below > LEAST_KEYBOARD ? below : 0;
    const above = isZoomed ? 0 : seen.offsetTop;
    const before = frame.style.getPropertyValue('--fp-below');
    frame.style.setProperty('--fp-above', `${above}px`);
    frame.style.setProperty('--fp-below', `${covered}px`);
    const { activeElement } = frame.getRootNode() as ShadowRoot;
    if (covered && before !== `${covered}px`) activeElement?.scrollIntoView({ block: 'nearest' });
  };
  place();
  const kinds = ['resize', 'scroll'];
  for (const kind of kinds) seen.addEventListener(kind, place);
  return () => {
    for (const kind of kinds) seen.removeEventListener(kind, place);
  };
}
