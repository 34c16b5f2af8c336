// The second step of signing in: the code of an authenticator app, or a recovery code.
import { useModel } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { SignInAnswer } from '../../contract/api/sign-in.ts';
import { isRefusedWith, send, wordsOf } from '../api-client.ts';
import { FormField, FormView } from './form.tsx';
import { FormModel, waitWords } from './form-model.ts';

export function CodeStep({
  onDone,
  onStartAgain,
}: {
  onDone: () => Promise<void>;
  onStartAgain: (words: string) => void;
}) {
  const [isRecovery, setRecovery] = useState(false);
  const form = useModel(
    () =>
      new FormModel({
        fields: { code: '' },
        check: ({ code = '' }): Record<string, string> => (code.trim() ? {} : { code: 'Type the code.' }),
        send: async ({ code = '' }) => {
          const answer = await send<SignInAnswer>('POST', 'auth/sign-in/code', { code });
          if (isRefusedWith(answer, 'sign_in_again')) onStartAgain(wordsOf(answer));
          return answer;
        },
        words: (refusal) =>
          refusal.status === 429 ? `There were too many wrong codes. Wait ${waitWords(refusal)}.` : null,
      }),
  );
  return (
    <div class="stack4">
      <h1 class="h-record">{isRecovery ? 'Type a recovery code' : 'Type the code'}</h1>
      <FormView form={form} label="Second step" sendLabel="Sign in" isFull onDone={onDone}>
        {isRecovery ? (
          <FormField
            key="recovery"
            form={form}
            name="code"
            label="Recovery code"
            hint="One of the ten that you kept. Each works once."
            autocomplete="off"
            hasFocus
          />
        ) : (
          <FormField
            key="app"
            form={form}
            name="code"
            label="Code"
            hint="Six digits, from the authenticator app on your phone."
            autocomplete="one-time-code"
            inputMode="numeric"
            hasFocus
          />
        )}
      </FormView>
      <p class="row wrap small">
        <button
          type="button"
          class="linkish"
          onClick={() => {
            form.clear('code');
            setRecovery(!isRecovery);
          }}
        >
          {isRecovery ? 'Use the app' : 'I do not have my phone'}
        </button>
        <span class="muted" aria-hidden="true">
          ·
        </span>
        <button type="button" class="linkish" onClick={() => onStartAgain('')}>
          Start again
        </button>
      </p>
    </div>
  );
}
