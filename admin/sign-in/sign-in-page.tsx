// Signing in: address and password, then the code where there is a second factor, then on to where one was going.
import { useModel } from '@preact/signals';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { SignInAnswer } from '../../contract/api/sign-in.ts';
import { isRefusedWith, send } from '../api-client.ts';
import { loadSession } from '../session-model.ts';
import { CodeStep } from './code-step.tsx';
import { FormField, FormView } from './form.tsx';
import { FormModel, waitWords } from './form-model.ts';
import { ownPath } from './own-path.ts';
import { SignInFrame } from './sign-in-frame.tsx';

export function SignInPage() {
  const { query, route } = useLocation();
  const [isChallenged, setChallenged] = useState(false);
  const form = useModel(makeForm);
  const enter = async () => {
    await loadSession();
    route(ownPath(query.next), true);
  };
  const startAgain = (words: string) => {
    form.clear('password');
    form.failure.value = words || null;
    setChallenged(false);
  };
  if (isChallenged) {
    return (
      <SignInFrame title="Second step">
        <CodeStep onDone={enter} onStartAgain={startAgain} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Sign in">
      <div class="stack4">
        <h1 class="h-record">Sign in</h1>
        <FormView
          form={form}
          label="Sign in"
          sendLabel="Sign in"
          isFull
          onDone={(value) => {
            if ((value as SignInAnswer).second_factor_needed) setChallenged(true);
            else return enter();
          }}
        >
          <FormField form={form} name="email" label="Email" type="email" autocomplete="username" hasFocus />
          <FormField form={form} name="password" label="Password" type="password" autocomplete="current-password" />
        </FormView>
        <p class="small muted">No password yet, or forgotten it? Ask an admin for a link.</p>
      </div>
    </SignInFrame>
  );
}

function makeForm() {
  const form = new FormModel({
    fields: { email: '', password: '' },
    check: ({ email = '', password = '' }) => ({
      ...(email.includes('@') ? {} : { email: 'Enter your address, like name@example.com.' }),
      ...(password ? {} : { password: 'Enter your password.' }),
    }),
    send: async (fields) => {
      const answer = await send<SignInAnswer>('POST', 'auth/sign-in/email', fields);
      if (isRefusedWith(answer, 'sign_in_refused')) form.clear('password');
      return answer;
    },
    words: (refusal) =>
      refusal.status === 429
        ? `There were too many wrong passwords for this account, or from where you are. Wait ${waitWords(refusal)}, or ask an admin for a link.`
        : null,
  });
  return form;
}
