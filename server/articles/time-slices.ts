// Parts long work into slices, so that requests are answered between them.

/** Call it between two steps of long work: it lets others run when this slice has lasted long enough. */
export type Pause = () => Promise<void> | undefined;

const SLICE_MS = 12;

/** Makes the pause of one piece of work. Await what it answers only where it answers something: most often it is nothing. */
export function timeSlices(sliceMs = SLICE_MS): Pause {
  let begun = performance.now();
  return () => {
    if (performance.now() - begun < sliceMs) return undefined;
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      begun = performance.now();
    });
  };
}
