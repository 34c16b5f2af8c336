// Where a one-time link leads: the first admin introduces themselves, the invited and the forgetful choose a password.
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { LinkAnswer, SignInAnswer } from '../../contract/api/sign-in.ts';
import { isRefusedWith, type Refusal, send, wordsOf } from '../api-client.ts';
import { loadSession } from '../session-model.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { CodeStep } from './code-step.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { WelcomeForm } from './welcome-form.tsx';

type Looked = { state: 'looking' } | { state: 'open'; link: LinkAnswer } | { state: 'refused'; refusal: Refusal };

export function WelcomePage() {
  // Behind the #, which browsers send to no server.
  const [token] = useState(() => location.hash.slice(1));
  const [looked, setLooked] = useState<Looked>({ state: 'looking' });
  const [isChallenged, setChallenged] = useState(false);
  const { route } = useLocation();
  const look = async () => {
    setLooked({ state: 'looking' });
    const answer = await send<LinkAnswer>('POST', 'auth/link/check', { token: token.slice(0, 200) });
    setLooked(answer.ok ? { state: 'open', link: answer.value } : { state: 'refused', refusal: answer });
  };
  useEffect(() => {
    look();
  }, []);
  const enter = async () => {
    await loadSession();
    route('/admin', true);
  };

  if (isChallenged) {
    return (
      <SignInFrame title="Second step">
        <CodeStep onDone={enter} onStartAgain={() => route('/admin/sign-in', true)} />
      </SignInFrame>
    );
  }
  if (looked.state === 'looking') {
    return (
      <SignInFrame title="Welcome">
        <Skeleton lines={[80, 100, 100]} label="Looking at your link" />
      </SignInFrame>
    );
  }
  if (looked.state === 'refused') {
    return (
      <SignInFrame title="This link">
        {isRefusedWith(looked.refusal, 'link_expired') ? (
          <LinkOver words={wordsOf(looked.refusal)} />
        ) : (
          <ProblemNotice words={wordsOf(looked.refusal)} onRetry={look} />
        )}
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Welcome">
      <WelcomeForm
        token={token}
        link={looked.link}
        onOver={(refusal) => setLooked({ state: 'refused', refusal })}
        onDone={(answer: SignInAnswer) => {
          if (answer.second_factor_needed) setChallenged(true);
          else return enter();
        }}
      />
    </SignInFrame>
  );
}

function LinkOver({ words }: { words: string }) {
  return (
    <div class="stack3">
      <h1 class="h-record">This link is over</h1>
      <p>{words}</p>
      <p>
        <a class="btn" href="/admin/sign-in">
          To sign-in
        </a>
      </p>
    </div>
  );
}
