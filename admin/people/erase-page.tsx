// Erasing a requester: look first, type the address again, done for good.
import { useModel } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Erased } from '../../contract/api/requesters.ts';
import { erasedCounts } from '../../contract/words/erased-words.ts';
import { send } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { FormField, FormView } from '../sign-in/form.tsx';
import { FormModel } from '../sign-in/form-model.ts';
import { announce } from '../ui/announce.tsx';
import { Icon } from '../ui/icon.tsx';
import { NotYours } from './not-yours.tsx';
import { Part } from './part.tsx';
import './people.css';

const PATH = 'v1/admin/requesters/erase';

type Step = { at: 'asking' } | { at: 'looking'; email: string; found: Erased } | { at: 'done'; erased: Erased };

export function ErasePage() {
  return signedInAs().me.can.erase_requesters ? <Erase /> : <NotYours title="Erase a requester" />;
}

function Erase() {
  const [step, setStep] = useState<Step>({ at: 'asking' });
  useEffect(() => {
    document.title = 'Erase a requester · Fingerpost';
  }, []);
  const again = () => setStep({ at: 'asking' });
  return (
    <div class="people stack4">
      <h1 class="h-page">Erase a requester</h1>
      <p>
        Removes what somebody wrote, sent and searched, and their address from what others wrote. Figures stay as they
        are. Backups from before keep it until they expire.
      </p>
      {step.at === 'asking' && (
        <Part title="Whom?">
          <LookForm onFound={(email, found) => setStep({ at: 'looking', email, found })} />
        </Part>
      )}
      {step.at === 'looking' && (
        <Part title={step.email}>
          <p>{foundWords(step.found)}</p>
          <EraseForm
            email={step.email}
            onErased={(erased) => {
              announce(doneWords(erased));
              setStep({ at: 'done', erased });
            }}
          />
          <button type="button" class="btn plain" onClick={again}>
            Keep it, choose another
          </button>
        </Part>
      )}
      {step.at === 'done' && (
        <Part title="Done" hasFocus>
          <p class="notice good">
            <Icon name="tick" />
            <span>{doneWords(step.erased)}</span>
          </p>
          <button type="button" class="btn" onClick={again}>
            Erase somebody else
          </button>
        </Part>
      )}
    </div>
  );
}

function LookForm({ onFound }: { onFound: (email: string, found: Erased) => void }) {
  const form = useModel(
    () =>
      new FormModel({
        fields: { email: '' },
        check: ({ email = '' }): Record<string, string> =>
          /^\S+@\S+$/.test(email.trim()) ? {} : { email: 'Enter an address like name@example.com.' },
        send: ({ email = '' }) => send<Erased>('POST', PATH, { email: email.trim(), dry_run: true }),
      }),
  );
  return (
    <FormView
      form={form}
      label="Whom to erase"
      sendLabel="See what there is"
      onDone={(found) => onFound((form.fields.value.email ?? '').trim(), found as Erased)}
    >
      <FormField
        form={form}
        name="email"
        label="Their email"
        type="email"
        autocomplete="off"
        hint="Nothing is erased by looking."
        hasFocus
      />
    </FormView>
  );
}

function EraseForm({ email, onErased }: { email: string; onErased: (erased: Erased) => void }) {
  const form = useModel(
    () =>
      new FormModel({
        fields: { confirm: '' },
        check: ({ confirm = '' }): Record<string, string> =>
          confirm.trim().toLowerCase() === email.toLowerCase()
            ? {}
            : { confirm: `Type ${email} again: erasing cannot be undone.` },
        send: ({ confirm = '' }) => send<Erased>('POST', PATH, { email, confirm: confirm.trim() }),
      }),
  );
  return (
    <FormView
      form={form}
      label="Erase for good"
      sendLabel="Erase for good"
      isDanger
      onDone={(erased) => onErased(erased as Erased)}
    >
      <FormField
        form={form}
        name="confirm"
        label="The address again"
        type="email"
        autocomplete="off"
        hint="There is no way back."
        hasFocus
      />
    </FormView>
  );
}

function foundWords(found: Erased): string {
  const counts = erasedCounts(found);
  const hidden = 'Requests that only their named readers see are erased too, and not counted here.';
  return counts ? `This would erase ${counts}. ${hidden}` : `You see no trace of this address. ${hidden}`;
}

function doneWords(erased: Erased): string {
  const counts = erasedCounts(erased);
  return counts ? `Erased: ${counts}.` : 'There was nothing that you could see. Nothing of this address is left.';
}
