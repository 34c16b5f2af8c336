// One's own API tokens: made, shown once, ended.
import { useModel } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { ApiToken } from '../../contract/api/people.ts';
import { send, wordsOf } from '../api-client.ts';
import { FormField, FormView } from '../sign-in/form.tsx';
import { FormModel } from '../sign-in/form-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Moment } from '../ui/time.tsx';
import { CopyBox } from './copy-box.tsx';
import { Part } from './part.tsx';
import { useLoaded } from './use-loaded.ts';

export function TokensPart() {
  const { loading, load } = useLoaded<{ tokens: ApiToken[] }>('v1/admin/me/tokens');
  const [made, setMade] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const end = async ({ id, name }: ApiToken) => {
    const answer = await send('DELETE', `v1/admin/me/tokens/${id}`);
    if (answer.ok) announce(`The token ${name} works no more.`);
    else announceFailure(wordsOf(answer));
    await load();
  };
  return (
    <Part title="API tokens">
      <p>A program with a token of yours may do what you may do.</p>
      {loading.state === 'loading' && <Skeleton lines={[80]} label="Loading your tokens" />}
      {loading.state === 'failed' && <ProblemNotice words={wordsOf(loading.refusal)} onRetry={load} />}
      {loading.state === 'ready' && loading.value.tokens.length > 0 && (
        <ul class="entries">
          {loading.value.tokens.map((token) => (
            <li key={token.id} class="entry">
              <div class="grow">
                <b>{token.name}</b>
                <div class="small muted">
                  made <Moment at={token.created_at} />
                  {token.last_used_at ? (
                    <>
                      , last used <Moment at={token.last_used_at} isRelative />
                    </>
                  ) : (
                    ', never used'
                  )}
                </div>
              </div>
              <button type="button" class="btn" aria-label={`End the token ${token.name}`} onClick={() => end(token)}>
                End
              </button>
            </li>
          ))}
        </ul>
      )}
      {made && <CopyBox label="Your new token" text={made} hint="It is shown only now, and stored as a hash." />}
      {isOpen ? (
        <TokenForm
          onDone={async (token) => {
            setMade(token);
            setOpen(false);
            await load();
          }}
        />
      ) : (
        <button type="button" class="btn" onClick={() => setOpen(true)}>
          Make a token
        </button>
      )}
    </Part>
  );
}

function TokenForm({ onDone }: { onDone: (token: string) => Promise<void> }) {
  const form = useModel(
    () =>
      new FormModel({
        fields: { name: '' },
        check: ({ name = '' }): Record<string, string> => (name.trim() ? {} : { name: 'Say what it is for.' }),
        send: (fields) => send('POST', 'v1/admin/me/tokens', fields),
      }),
  );
  return (
    <FormView
      form={form}
      label="Make a token"
      sendLabel="Make it"
      onDone={(value) => onDone((value as { token: string }).token)}
    >
      <FormField
        form={form}
        name="name"
        label="What it is for"
        placeholder="export script"
        autocomplete="off"
        hasFocus
      />
    </FormView>
  );
}
