// In the form: what was sent is not with us yet, or is and was changed since; what happens next, and what people can do.

import { enWaiting } from '../../contract/words/tongues/en-waiting.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import { type App, useApp, useWords } from '../shell/app-context.ts';
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
  const why = form.whyUnsent();
  return (
    <div class="notice wrong" role="alert" tabIndex={-1}>
      <Icon d={ALERT} />
      <div>
        <p>
          {isHopeless && !why ? writing.givenUp : writing.unsent} {why} {goesOn && words.goesOn}
        </p>
        <div class="acts">
          <button type="submit" class="btn">
            {writing.again}
          </button>
          {goesOn && (
            <button type="button" class="btn" onClick={form.takeBack}>
              {words.takeBack}
            </button>
          )}
        </div>
        {isHopeless && <MailInstead form={form} />}
      </div>
    </div>
  );
}

/** The server has refused it as a whole: why, and the other way to write, since another try would end alike. */
export function RefusedNotice({ form }: { form: Form }) {
  const app = useApp();
  const writing = useWords('writing', enWriting);
  const { form: said } = form.errors.value;
  if (!said) return null;
  // Who has to sign in first can send it then.
  const isStranger = form.refusal.value?.code.startsWith('identity');
  return (
    <div class="notice wrong" role="alert" tabIndex={-1}>
      <Icon d={ALERT} />
      <div>
        <p>
          {said} {!form.secret.value && keptWords(app, writing)}
        </p>
        {!isStranger && <MailInstead form={form} />}
      </div>
    </div>
  );
}

/** The address stands there to be read: not every device opens a mail. */
function MailInstead({ form }: { form: Form }) {
  const { asMail } = useWords('writing', enWriting);
  const mail = form.mailInstead();
  if (!mail) return null;
  return (
    <div class="acts">
      <a class="btn" href={mail.link} onClick={form.mailed}>
        {asMail}
      </a>
      <bdi>{mail.to}</bdi>
    </div>
  );
}

/** How long what was typed is kept. */
export function keptWords({ store }: App, { kept, secretHere }: Pack['writing']): string {
  return store.lasts() ? kept : secretHere;
}
