// The frame around every page: top bar, tab bar on phones, messages, the sheet of keys; and who may see the page at all.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { wordsOf } from '../api-client.ts';
import { loadSession, session } from '../session-model.ts';
import { LiveRegion } from '../ui/announce.tsx';
import { KeySheet, useKeys } from '../ui/keys.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { DemoNotice } from './demo-notice.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { usePageFocus } from './page-focus.ts';
import { TabBar, TopBar } from './top-bar.tsx';

const OPEN_PAGES = /^\/admin\/(sign-in|welcome)(\/|$)/;

export function Shell({ children }: { children: ComponentChildren }) {
  const { path, url, route } = useLocation();
  const isOpen = OPEN_PAGES.test(path);
  const now = session.value;
  useEffect(() => {
    if (!isOpen && now.state === 'signed_out') route(`/admin/sign-in?next=${encodeURIComponent(url)}`, true);
  }, [isOpen, now.state, url]);

  if (isOpen) {
    return (
      <div class="console plain">
        <main id="main">{children}</main>
        <Messages />
      </div>
    );
  }
  return (
    <div class="console">
      <a class="skip" href="#main">
        Skip to the page
      </a>
      {now.state === 'ready' ? <SignedIn>{children}</SignedIn> : <NotYet />}
      <Messages />
    </div>
  );
}

function SignedIn({ children }: { children: ComponentChildren }) {
  const { path, route } = useLocation();
  usePageFocus(path);
  useKeys('Everywhere', [
    { keys: 'g q', label: 'To the queue', run: () => route('/admin') },
    { keys: 'g g', label: 'To the gaps', run: () => route('/admin/gaps') },
    { keys: 'g l', label: 'To the learnt questions', run: () => route('/admin/learnt') },
    { keys: 'n', label: 'Log a request', run: () => route('/admin/requests/new') },
  ]);
  return (
    <>
      <TopBar />
      <OfflineNotice />
      <DemoNotice />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <TabBar />
      <KeySheet />
    </>
  );
}

function NotYet() {
  const now = session.value;
  return (
    <main id="main">
      {now.state === 'failed' ? (
        <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => loadSession()} />
      ) : (
        <PageSkeleton />
      )}
    </main>
  );
}

function Messages() {
  return (
    <>
      <LiveRegion />
      <Toasts />
    </>
  );
}
