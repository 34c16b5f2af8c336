// "Is it really solved?": yes and no are equals; after a no it can be said what is still wrong.

import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useWords } from '../shell/app-context.ts';
import { Field } from '../ui/field.tsx';
import { useEffect, useRef } from '../ui/hooks.ts';
import type { Request } from './request-model.ts';
import { WrongLine } from './wrong-line.tsx';

/** Longest comment that the server takes. */
const LONGEST = 2_000;

export function SolvedForm({ request }: { request: Request }) {
  const words = useWords('requests', enRequests);
  const { optional } = useWords('writing', enWriting);
  const box = useRef<HTMLTextAreaElement>(null);
  const { still } = request.typed.value;
  const asked = still !== undefined;
  const busy = request.busy.value;
  useEffect(() => {
    if (asked && !still) box.current?.focus();
  }, [asked]);
  return (
    <section class="part">
      <h3>{words.solved}</h3>
      <div class="acts">
        <button type="button" class="btn" aria-disabled={busy === 'yes'} onClick={() => request.confirm(true)}>
          {busy === 'yes' ? words.sending : words.yes}
        </button>
        <button type="button" class="btn" aria-expanded={asked} onClick={() => request.type({ still: still ?? '' })}>
          {words.no}
        </button>
      </div>
      {asked && (
        <>
          <Field id="still" label={words.still} optional={optional}>
            {(tie) => (
              <textarea
                {...tie}
                ref={box}
                class="box"
                rows={3}
                maxLength={LONGEST}
                value={still}
                onInput={(event) => request.type({ still: event.currentTarget.value })}
              />
            )}
          </Field>
          <button type="button" class="btn main" aria-disabled={busy === 'no'} onClick={() => request.confirm(false)}>
            {busy === 'no' ? words.sending : words.reopen}
          </button>
        </>
      )}
      <WrongLine request={request} acts={['yes', 'no']} />
    </section>
  );
}
