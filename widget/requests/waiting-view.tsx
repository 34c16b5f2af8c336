// In the form: what was sent is not with us yet, or is and was changed since; what happens next, and what people can do.

import { enWaiting } from '../../contract/words/tongues/en-waiting.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { ALERT } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Form } from './form-model.ts';

/** How the sending stands; nothing while there is nothing to say. */
export function WaitingNotice({ form }: { form: Form }) {
  const { store } = useApp();
  const writing = useWords('writing', enWriting);
  const words = useWords('waiting', enWaiting);
  const state = form.state.value;
  if (state === 'queued')
    return (
      <div class="notice" role="status" tabIndex={-1}>
        <Icon d={ALERT} />
        <div>
          <p>{store.lasts() && !form.secret.value ? words.offline : words.offlineOpen}</p>
          <div class="acts">
            <button type="submit" class="btn">
              {writing.again}
            </button>
            <button type="button" class="btn" onClick={form.takeBack}>
              {words.takeBack}
            </button>
          </div>
        </div>
      </div>
    );
  if (state === 'unsent' || state === 'given_up') return <Unsent form={form} />;
  return form.hasArrived.value ? (
    <p class="notice" role="status">
      <Icon d={ALERT} />
      {words.arrived}
    </p>
  ) : null;
}

function Unsent({ form }: { form: Form }) {
  const writing = useWords('writing', enWriting);
  const words = useWords('waiting', enWaiting);
  const isHopeless = form.state.value === 'given_up';
  const goesOn = form.waits.value;
  const mail = form.mailAddress();
  return (
    <div class="notice wrong" role="alert" tabIndex={-1}>
      <Icon d={ALERT} />
      <div>
        <p>
          {isHopeless ? writing.givenUp : writing.unsent} {goesOn && words.goesOn}
        </p>
        <div class="acts">
          <button type="submit" class="btn">
            {writing.again}
          </button>
          {isHopeless && mail && (
            <a class="btn" href={mail} onClick={form.mailed}>
              {writing.asMail}
            </a>
          )}
          {goesOn && (
            <button type="button" class="btn" onClick={form.takeBack}>
              {words.takeBack}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
