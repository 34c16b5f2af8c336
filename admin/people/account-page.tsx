// Your account: who you are here, your password, second factor, sessions and API tokens.
import { useEffect } from 'preact/hooks';
import { signedInAs } from '../session-model.ts';
import { PasswordPart } from './password-part.tsx';
import { ROLE_WORDS } from './role-words.ts';
import { SecondFactorPart } from './second-factor-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { TokensPart } from './tokens-part.tsx';
import './people.css';

export function AccountPage() {
  const { me } = signedInAs();
  useEffect(() => {
    document.title = 'Your account · Fingerpost';
  }, []);
  return (
    <div class="account stack4">
      <div class="stack">
        <h1 class="h-page">Your account</h1>
        <p>
          {me.name}, {me.email}. {ROLE_WORDS[me.role].sentence}
        </p>
      </div>
      <PasswordPart email={me.email} />
      <SecondFactorPart isOn={me.two_factor} />
      <SessionsPart />
      <TokensPart />
    </div>
  );
}
