// The second factor: off, being set up in three steps on one page, or on.
import { useModel } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SecondFactorSetup } from '../../contract/api/sign-in.ts';
import { send } from '../api-client.ts';
import { loadSession } from '../session-model.ts';
import { FormField, FormView } from '../sign-in/form.tsx';
import { FormModel } from '../sign-in/form-model.ts';
import { announce } from '../ui/announce.tsx';
import { CopyBox } from './copy-box.tsx';
import { Part } from './part.tsx';
import { QrCode } from './qr-code.tsx';

type Step =
  | { at: 'rest' }
  | { at: 'password'; to: 'begin' | 'off' | 'recovery' }
  | { at: 'setup'; setup: SecondFactorSetup }
  | { at: 'codes'; codes: string[] };

const ASKS = {
  begin: { path: 'auth/second-factor', label: 'Go on', why: 'Your password, so that nobody else can do this.' },
  off: { path: 'auth/second-factor/off', label: 'Turn it off', why: 'Your password alone will be enough then.' },
  recovery: {
    path: 'auth/second-factor/recovery-codes',
    label: 'Make ten new codes',
    why: 'The old ones stop working.',
  },
} as const;

export function SecondFactorPart({ isOn }: { isOn: boolean }) {
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const rest = async (words: string) => {
    setStep({ at: 'rest' });
    announce(words);
    await loadSession();
  };
  return (
    <Part title="Second factor">
      <p>
        {isOn
          ? 'It is on: after the password a code of your phone is asked for.'
          : 'It is off: whoever learns your password is in. With an app on your phone it takes that as well.'}
      </p>
      {step.at === 'rest' && (
        <div class="row wrap">
          {isOn ? (
            <>
              <button type="button" class="btn" onClick={() => setStep({ at: 'password', to: 'recovery' })}>
                New recovery codes
              </button>
              <button type="button" class="btn" onClick={() => setStep({ at: 'password', to: 'off' })}>
                Turn it off
              </button>
            </>
          ) : (
            <button type="button" class="btn" onClick={() => setStep({ at: 'password', to: 'begin' })}>
              Turn it on
            </button>
          )}
        </div>
      )}
      {step.at === 'password' && (
        <AskPassword
          key={step.to}
          to={step.to}
          onCancel={() => setStep({ at: 'rest' })}
          onDone={(value) => {
            if (step.to === 'begin') setStep({ at: 'setup', setup: value as SecondFactorSetup });
            else if (step.to === 'recovery')
              setStep({ at: 'codes', codes: (value as { recovery_codes: string[] }).recovery_codes });
            else return rest('The second factor is off.');
          }}
        />
      )}
      {step.at === 'setup' && <Setup setup={step.setup} onDone={() => rest('The second factor is on.')} />}
      {step.at === 'codes' && (
        <>
          <RecoveryCodes codes={step.codes} />
          <button type="button" class="btn primary" onClick={() => rest('')}>
            I have kept them
          </button>
        </>
      )}
    </Part>
  );
}

function AskPassword({
  to,
  onDone,
  onCancel,
}: {
  to: keyof typeof ASKS;
  onDone: (value: unknown) => void | Promise<void>;
  onCancel: () => void;
}) {
  const { path, label, why } = ASKS[to];
  const form = useModel(
    () =>
      new FormModel({
        fields: { password: '' },
        check: ({ password }): Record<string, string> => (password ? {} : { password: 'Enter your password.' }),
        send: (fields) => send('POST', path, fields),
      }),
  );
  return (
    <div class="stack3">
      <FormView form={form} label="Confirm that it is you" sendLabel={label} onDone={onDone}>
        <FormField
          form={form}
          name="password"
          label="Your password"
          hint={why}
          type="password"
          autocomplete="current-password"
          hasFocus
        />
      </FormView>
      <button type="button" class="linkish" onClick={onCancel}>
        Leave it as it is
      </button>
    </div>
  );
}

function Setup({ setup, onDone }: { setup: SecondFactorSetup; onDone: () => Promise<void> }) {
  const form = useModel(
    () =>
      new FormModel({
        fields: { code: '' },
        check: ({ code = '' }): Record<string, string> =>
          /^[\d\s]{6,9}$/.test(code) ? {} : { code: 'Type the six digits that the app shows.' },
        send: (fields) => send('POST', 'auth/second-factor/confirm', fields),
      }),
  );
  const first = useRef<HTMLHeadingElement>(null);
  // It takes the place of the form that had the focus.
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <ol class="steps">
      <li class="stack">
        <h3 class="h-sub" ref={first} tabIndex={-1}>
          Scan this with an authenticator app
        </h3>
        <QrCode text={setup.uri} label="QR code for an authenticator app; the same stands below as text" />
        <p class="small muted">
          Or type it in: <span class="mono secret">{setup.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
        </p>
      </li>
      <li class="stack">
        <h3 class="h-sub">Keep these codes for the day when the phone is lost</h3>
        <RecoveryCodes codes={setup.recovery_codes} />
      </li>
      <li class="stack">
        <h3 class="h-sub">Type the code that the app shows now</h3>
        <FormView form={form} label="Turn on the second factor" sendLabel="Turn it on" onDone={onDone}>
          <FormField form={form} name="code" label="Code" autocomplete="one-time-code" inputMode="numeric" />
        </FormView>
      </li>
    </ol>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <CopyBox
      label="Recovery codes"
      text={codes.join('\n')}
      hint="Each signs you in once instead of the phone. They are shown only now; keep them where you keep passwords."
    />
  );
}
