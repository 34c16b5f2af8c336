// The form behind a one-time link: as few fields as the link leaves open, and one password that can be looked at.
import { useModel } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { LinkAnswer, SignInAnswer } from '../../contract/api/sign-in.ts';
import { isRefusedWith, type Refusal, send } from '../api-client.ts';
import { Field } from '../ui/field.tsx';
import { FormField, FormView } from './form.tsx';
import { FormModel } from './form-model.ts';
import { NEW_PASSWORD_HINT, newPasswordProblem } from './new-password.ts';

const HEADS = {
  first_admin: { head: 'Become the first admin', sentence: 'You invite the others, and decide who may do what.' },
  invitation: { head: 'Welcome', sentence: 'Choose a password, and you are in.' },
  reset: { head: 'Choose a new password', sentence: 'You will be signed out everywhere else.' },
} as const;

export function WelcomeForm({
  token,
  link,
  onDone,
  onOver,
}: {
  token: string;
  link: LinkAnswer;
  onDone: (answer: SignInAnswer) => void | Promise<void>;
  onOver: (refusal: Refusal) => void;
}) {
  const [isShown, setShown] = useState(false);
  const isFirst = link.purpose === 'first_admin';
  const form = useModel(
    () =>
      new FormModel({
        fields: { email: link.email ?? '', name: link.name ?? '', password: '' },
        check: ({ email = '', name = '', password = '' }) => ({
          ...(isFirst && !/^\S+@\S+\.\S+$|^\S+@localhost$/.test(email)
            ? { email: 'Enter your address, like name@example.com.' }
            : {}),
          ...(link.purpose !== 'reset' && !name.trim() ? { name: 'Say how others should call you.' } : {}),
          ...newPasswordProblem('password', password),
        }),
        send: async ({ email = '', name = '', password = '' }) => {
          const answer = await send<SignInAnswer>('POST', 'auth/link', {
            token,
            password,
            ...(isFirst ? { email } : {}),
            ...(link.purpose === 'reset' ? {} : { name }),
          });
          if (isRefusedWith(answer, 'link_expired')) onOver(answer);
          return answer;
        },
      }),
  );
  const { head, sentence } = HEADS[link.purpose];
  return (
    <div class="stack4">
      <div class="stack">
        <h1 class="h-record">{head}</h1>
        <p class="muted">{sentence}</p>
      </div>
      <FormView
        form={form}
        label={head}
        sendLabel={link.purpose === 'reset' ? 'Set the password' : 'Sign in'}
        isFull
        onDone={(value) => onDone(value as SignInAnswer)}
      >
        {isFirst ? (
          <FormField form={form} name="email" label="Email" type="email" autocomplete="username" hasFocus />
        ) : (
          <Field label="Email">
            {(control) => (
              <input
                {...control}
                class="input"
                type="email"
                autocomplete="username"
                readOnly
                value={link.email ?? ''}
              />
            )}
          </Field>
        )}
        {link.purpose !== 'reset' && (
          <FormField
            form={form}
            name="name"
            label="Your name"
            autocomplete="name"
            hint="Requesters see it on answers."
          />
        )}
        <FormField
          form={form}
          name="password"
          label="New password"
          type={isShown ? 'text' : 'password'}
          autocomplete="new-password"
          hint={NEW_PASSWORD_HINT}
          hasFocus={!isFirst}
        />
        <label class="check">
          <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.currentTarget.checked)} />
          <span>Show the password</span>
        </label>
      </FormView>
    </div>
  );
}
