// Somebody has lost a key: asks for the links by mail, is told the same whatever the address, and plainly where mail is off.

import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { ALERT, Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { MailLink } from '../ui/mail-link.tsx';
import { useLocal } from '../ui/use-local.ts';
import { EMAIL } from './draft.ts';
import { askForLinks } from './request-api.ts';

type Asked = 'no' | 'asking' | 'on' | 'off' | 'wrong' | 'failed';

export function LostLinks() {
  const app = useApp();
  const words = useWords('requests', enRequests);
  const writing = useWords('writing', enWriting);
  const email = useLocal(app.person.email ?? '');
  const asked = useLocal<Asked>('no');
  const now = asked.value;
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (asked.value === 'asking') return;
    const address = email.value.trim();
    asked.value = EMAIL.test(address) ? 'asking' : 'wrong';
    if (asked.value === 'wrong') return;
    const answer = await askForLinks(app, address);
    asked.value = answer.ok ? answer.value.mail : answer.status === 400 ? 'wrong' : 'failed';
  };
  return (
    <details>
      <summary class="line">{words.lost}</summary>
      <form class="part" noValidate onSubmit={onSubmit}>
        <Field id="lost" label={words.lostEmail} error={now === 'wrong' ? writing.errors.email : undefined}>
          {(tie) => (
            <input
              {...tie}
              class="box"
              type="text"
              inputMode="email"
              autocomplete="email"
              maxLength={app.help.state.value.site?.limits.email}
              value={email.value}
              onInput={(event) => {
                email.value = event.currentTarget.value;
                if (asked.value !== 'asking') asked.value = 'no';
              }}
            />
          )}
        </Field>
        <button type="submit" class="btn" aria-disabled={now === 'asking'}>
          {now === 'asking' ? words.sending : words.lostSend}
        </button>
        {now === 'failed' && (
          <p class="notice wrong" role="alert">
            <Icon d={ALERT} />
            {words.unsent}
          </p>
        )}
        <div role="status">
          {now === 'on' && <p class="notice">{words.lostOn}</p>}
          {now === 'off' && (
            <>
              <p class="notice">{words.lostOff}</p>
              <div class="acts">
                <button type="button" class="btn" onClick={() => app.openForm({ entry: 'direct' })}>
                  {app.words.titles.form}
                </button>
                <MailLink />
              </div>
            </>
          )}
        </div>
      </form>
    </details>
  );
}
