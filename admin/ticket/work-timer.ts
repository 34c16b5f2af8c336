// How long somebody works on a request: counts while the page is in sight and has the focus, can be paused, or set by hand.
import { computed, createModel, signal } from '@preact/signals';

const TICK_MS = 1_000;
/** Longer without a key or a pointer is a break. */
const BREAK_MS = 600_000;

export const WorkTimer = createModel(() => {
  const seconds = signal(0);
  const isPaused = signal(false);
  const byHand = signal<number | null>(null);
  const isRunning = signal(true);
  let lastInput = Date.now();

  const minutes = computed(() => byHand.value ?? Math.round(seconds.value / 60));

  return {
    seconds: computed(() => seconds.value),
    isPaused: computed(() => isPaused.value),
    /** False while paused, out of sight, without the focus, or in a long break. */
    isRunning: computed(() => isRunning.value),
    minutes,
    isByHand: computed(() => byHand.value !== null),
    pause: () => {
      isPaused.value = !isPaused.value;
    },
    /** Whole minutes; null goes back to the timer. */
    setByHand: (value: number | null) => {
      byHand.value = value;
    },
    /** Begins again at nothing, after what was counted is stored. */
    reset: () => {
      seconds.value = 0;
      byHand.value = null;
    },
    /** Counts until the returned function is called. */
    start: () => {
      const noteInput = () => {
        lastInput = Date.now();
      };
      const tick = () => {
        isRunning.value =
          !isPaused.value &&
          document.visibilityState === 'visible' &&
          document.hasFocus() &&
          Date.now() - lastInput < BREAK_MS;
        if (isRunning.value) seconds.value += TICK_MS / 1_000;
      };
      const timer = setInterval(tick, TICK_MS);
      document.addEventListener('keydown', noteInput);
      document.addEventListener('pointerdown', noteInput);
      document.addEventListener('pointermove', noteInput);
      return () => {
        clearInterval(timer);
        document.removeEventListener('keydown', noteInput);
        document.removeEventListener('pointerdown', noteInput);
        document.removeEventListener('pointermove', noteInput);
      };
    },
  };
});

export type TimerOnPage = InstanceType<typeof WorkTimer>;
