// The time that was spent on a request: by the timer that runs while the page is in use, or by hand.
import { Field } from '../ui/field.tsx';
import { clockWords } from './ticket-words.ts';
import type { TimerOnPage } from './work-timer.ts';

/** `before` is what was noted on the request until now, in minutes. */
export function TimeSpent({ timer, before }: { timer: TimerOnPage; before: number | null }) {
  const isByHand = timer.isByHand.value;
  return (
    <div>
      <Field label="Time spent">
        {(control) => (
          <span class="row wrap">
            <input
              {...control}
              class="input minutes"
              type="number"
              min={0}
              max={1_440}
              step={1}
              inputMode="numeric"
              value={timer.minutes.value}
              onInput={(event) => {
                const typed = event.currentTarget.valueAsNumber;
                timer.setByHand(Number.isFinite(typed) ? Math.min(1_440, Math.max(0, Math.round(typed))) : null);
              }}
            />
            <span class="muted small">
              {isByHand ? (
                'minutes, by hand'
              ) : (
                <>
                  minutes, by the timer <span class="num">({clockWords(timer.seconds.value)})</span>
                </>
              )}
            </span>
            {isByHand ? (
              <button type="button" class="linkish small" onClick={() => timer.setByHand(null)}>
                Back to the timer
              </button>
            ) : (
              <button
                type="button"
                class="linkish small"
                aria-pressed={timer.isPaused.value}
                onClick={() => timer.pause()}
              >
                {timer.isPaused.value ? 'Go on' : 'Pause'}
              </button>
            )}
          </span>
        )}
      </Field>
      {before !== null && before > 0 && <p class="small muted">Added to the {before} min noted before.</p>}
    </div>
  );
}
