// Parts long work into slices, so that requests are answered between them.

/** Lets others run now. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Call it between two steps of long work: it lets others run when this slice has lasted long enough. */
export type Pause = () => Promise<void> | undefined;

const SLICE_MS = 12;
/** How many light steps go by between two looks at the clock. */
export const LIGHT = 256;

/**
 * Makes the pause of one piece of work. Await what it answers only where it answers something: most often it is nothing.
 * With `steps` the clock is looked at only once in so many calls, where a single step is next to nothing.
 */
export function timeSlices(steps = 1): Pause {
  let begun = performance.now();
  let step = 0;
  return () => {
    step += 1;
    if (step % steps !== 0 || performance.now() - begun < SLICE_MS) return undefined;
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      begun = performance.now();
    });
  };
}
