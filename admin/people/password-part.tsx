// Changing one's password: the present one first, then the new one, which ends every other session.
import { useModel } from '@preact/signals';
import { useState } from 'preact/hooks';
import { send } from '../api-client.ts';
import { FormField, FormView } from '../sign-in/form.tsx';
import { FormModel } from '../sign-in/form-model.ts';
import { NEW_PASSWORD_HINT, newPasswordProblem } from '../sign-in/new-password.ts';
import { announce } from '../ui/announce.tsx';
import { Part } from './part.tsx';

export function PasswordPart({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  return (
    <Part title="Password">
      {isDone && <p>Changed. You are signed out everywhere else.</p>}
      {isOpen ? (
        <PasswordForm
          email={email}
          onDone={() => {
            setOpen(false);
            setDone(true);
            announce('Your password is changed. You are signed out everywhere else.');
          }}
        />
      ) : (
        <button type="button" class="btn" onClick={() => setOpen(true)}>
          Change the password
        </button>
      )}
    </Part>
  );
}

function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const form = useModel(
    () =>
      new FormModel({
        fields: { current_password: '', new_password: '' },
        check: ({ current_password = '', new_password = '' }) => ({
          ...(current_password ? {} : { current_password: 'Enter your present password.' }),
          ...newPasswordProblem('new_password', new_password),
        }),
        send: (fields) => send('POST', 'auth/password', fields),
      }),
  );
  return (
    <FormView form={form} label="Change the password" sendLabel="Change it" onDone={onDone}>
      <input type="email" autocomplete="username" value={email} readOnly hidden aria-hidden="true" tabIndex={-1} />
      <FormField
        form={form}
        name="current_password"
        label="Present password"
        type="password"
        autocomplete="current-password"
        hasFocus
      />
      <FormField
        form={form}
        name="new_password"
        label="New password"
        type="password"
        autocomplete="new-password"
        hint={NEW_PASSWORD_HINT}
      />
    </FormView>
  );
}
