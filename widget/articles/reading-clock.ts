// Measures how long an article is really read: the tab is visible and there was input in the last half minute.

const TICK_MS = 1_000;
const INPUT_LASTS_MS = 30_000;
const BEAT_MS = 15_000;
const MOST_MS = 600_000;
const INPUTS = ['scroll', 'pointermove', 'pointerdown', 'keydown', 'touchmove', 'wheel'];

export interface ReadingClock {
  /** Milliseconds of active reading, at most ten minutes. */
  activeMs(): number;
  stop(): void;
}

/** Listens inside the widget's own root only; `onBeat` is called after every 15 s of active time. */
export function startReadingClock(root: ShadowRoot, now: () => number, onBeat: () => void): ReadingClock {
  let active = 0;
  let lastInput = now();
  let lastTick = lastInput;
  const tick = () => {
    const time = now();
    const passed = Math.min(time - lastTick, 2 * TICK_MS);
    lastTick = time;
    if (document.visibilityState === 'hidden' || time - lastInput > INPUT_LASTS_MS || active >= MOST_MS) return;
    const beats = Math.floor(active / BEAT_MS);
    active = Math.min(MOST_MS, active + Math.max(0, passed));
    if (Math.floor(active / BEAT_MS) > beats) onBeat();
  };
  const onInput = () => {
    lastInput = now();
  };
  for (const kind of INPUTS) root.addEventListener(kind, onInput, { capture: true, passive: true });
  const timer = setInterval(tick, TICK_MS);
  return {
    activeMs() {
      tick();
      return Math.round(active);
    },
    stop() {
      clearInterval(timer);
      for (const kind of INPUTS) root.removeEventListener(kind, onInput, { capture: true });
    },
  };
}
