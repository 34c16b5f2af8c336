// "How was our help?": one to five, once after the end, with a comment for those who want to say why.

import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useWords } from '../shell/app-context.ts';
import { Field } from '../ui/field.tsx';
import type { Request } from './request-model.ts';
import { WrongLine } from './wrong-line.tsx';

const SCORES = [1, 2, 3, 4, 5];
/** Longest comment that the server takes. */
const LONGEST = 2_000;

export function RatingForm({ request }: { request: Request }) {
  const words = useWords('requests', enRequests);
  const { optional } = useWords('writing', enWriting);
  const { score, rated } = request.typed.value;
  const isBusy = request.busy.value === 'rating';
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void request.rate();
  };
  return (
    <form class="part" noValidate onSubmit={onSubmit}>
      <fieldset>
        <legend>{words.rate}</legend>
        <div class="scores">
          {SCORES.map((one, at) => (
            <label key={one} class="score">
              <input
                type="radio"
                name="score"
                value={one}
                checked={score === one}
                onChange={() => request.type({ score: one })}
              />
              <span>{words.scores[at]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field id="rated" label={words.rateMore} optional={optional}>
        {(tie) => (
          <textarea
            {...tie}
            class="box"
            rows={2}
            maxLength={LONGEST}
            value={rated}
            onInput={(event) => request.type({ rated: event.currentTarget.value })}
          />
        )}
      </Field>
      <WrongLine request={request} acts={['rating']} />
      <button type="submit" class="btn" aria-disabled={isBusy}>
        {isBusy ? words.sending : words.rateSend}
      </button>
    </form>
  );
}
