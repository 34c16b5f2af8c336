// Inviting somebody: an address and what they may do; the link for their password comes back.
import { useModel } from '@preact/signals';
import type { PersonRole, PersonWithLink } from '../../contract/api/people.ts';
import { isRefusedWith, send } from '../api-client.ts';
import { FormField, FormView } from '../sign-in/form.tsx';
import { FormModel } from '../sign-in/form-model.ts';
import { PERSON_ROLE_NAMES, ROLE_WORDS } from './role-words.ts';

export function InviteForm({ onDone }: { onDone: (answer: PersonWithLink) => Promise<void> }) {
  const form = useModel(
    () =>
      new FormModel({
        fields: { email: '', name: '', role: 'agent' },
        check: ({ email = '' }): Record<string, string> =>
          /^\S+@\S+\.\S+$|^\S+@localhost$/.test(email) ? {} : { email: 'Enter an address like name@example.com.' },
        send: ({ email = '', name = '', role = '' }) =>
          send<PersonWithLink>('POST', 'v1/admin/people', { email, role, ...(name.trim() ? { name } : {}) }),
        words: (refusal) =>
          isRefusedWith(refusal, 'not_possible_now') ? 'There is already somebody with this address.' : null,
      }),
  );
  const role = form.fields.value.role as PersonRole;
  return (
    <FormView
      form={form}
      label="Invite somebody"
      sendLabel="Make the invitation"
      onDone={(value) => onDone(value as PersonWithLink)}
    >
      <FormField form={form} name="email" label="Email" type="email" autocomplete="off" hasFocus />
      <FormField
        form={form}
        name="name"
        label="Name (optional)"
        autocomplete="off"
        hint="They can change it when they come in."
      />
      <fieldset class="stack">
        <legend class="label">What they may do</legend>
        {PERSON_ROLE_NAMES.map((name) => (
          <label key={name} class="check">
            <input type="radio" name="role" checked={role === name} onChange={() => form.write('role', name)} />
            <span>
              <b>{ROLE_WORDS[name].name}.</b> {ROLE_WORDS[name].sentence}
            </span>
          </label>
        ))}
      </fieldset>
    </FormView>
  );
}
