// What is said aloud without being asked: one polite region for results, one alert for failures.
import { signal } from '@preact/signals';

const polite = signal('');
const failure = signal('');

/** Says a result to screen readers; the same words again are said again. */
export function announce(words: string): void {
  polite.value = polite.value === words ? `${words}\u00a0` : words;
}

/** Says and shows a failure that belongs to no field; an empty text takes it away. */
export function announceFailure(words: string): void {
  failure.value = words;
}

export function LiveRegion() {
  return (
    <>
      <div class="sr" role="status" aria-live="polite">
        {polite.value}
      </div>
      <div class="failure-place" role="alert">
        {failure.value && (
          <div class="notice bad">
            <p class="grow">{failure.value}</p>
            <button type="button" class="btn plain" onClick={() => announceFailure('')}>
              Close
            </button>
          </div>
        )}
      </div>
    </>
  );
}
