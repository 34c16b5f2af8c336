// Notices when a single-page application goes to another page, and leaves no trace of having looked.
import { hostWindow } from '../host-window.ts';

const { history } = hostWindow;

interface NavigationLike extends EventTarget {
  currentEntry: unknown;
}

/** Calls `onChange` after each change of the address without a page load; the returned function ends it. */
export function followRoutes(onChange: () => void): () => void {
  const { navigation } = hostWindow as { navigation?: NavigationLike };
  const heard: [target: EventTarget, event: string][] = [[hostWindow, 'hashchange']];
  if (navigation?.addEventListener) heard.push([navigation, 'currententrychange']);
  else heard.push([hostWindow, 'popstate']);
  for (const [target, event] of heard) target.addEventListener(event, onChange);
  const unwraps = navigation ? [] : (['pushState', 'replaceState'] as const).map((name) => wrapHistory(name, onChange));
  return () => {
    for (const [target, event] of heard) target.removeEventListener(event, onChange);
    for (const unwrap of unwraps) unwrap();
  };
}

/** Wraps one method of `history`; undone, it is as before, or, where somebody has wrapped it since, ours only passes on. */
function wrapHistory(name: 'pushState' | 'replaceState', onChange: () => void): () => void {
  const before = history[name];
  const wasOwn = Object.hasOwn(history, name);
  let isGone = false;
  const ours: typeof before = function (this: History, ...given) {
    before.apply(this, given);
    queueMicrotask(() => {
      if (!isGone) onChange();
    });
  };
  history[name] = ours;
  return () => {
    isGone = true;
    if (history[name] !== ours) return;
    if (wasOwn) history[name] = before;
    else Reflect.deleteProperty(history, name);
  };
}
