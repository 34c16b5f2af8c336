// The queue: who may see it, the views it starts with, and the list.
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { askedBy } from './queue-address.ts';
import { QueueView } from './queue-view.tsx';
import { ViewsModel } from './views-model.ts';
import '../ui/choose.css';
import './queue.css';

export function QueuePage() {
  return signedInAs().desk.me.may.list ? <Queue /> : <NotForThisRole />;
}

function Queue() {
  const { desk } = signedInAs();
  const { url } = useLocation();
  const [views] = useState(() => new ViewsModel());
  useEffect(() => {
    void views.load();
  }, []);
  const now = views.state.value;
  if (now.state === 'loading') return <PageSkeleton />;
  if (now.state === 'failed') return <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => views.load()} />;
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const asked = askedBy(
    search,
    now.views,
    desk.sorts.map(({ key }) => key),
  );
  return <QueueView asked={asked} views={views} />;
}

function NotForThisRole() {
  const { me } = signedInAs();
  return (
    <div class="panel empty">
      <h1 class="h-page">The queue is for people who answer.</h1>
      <p class="muted">Your role reads no requests. An admin can change it under People.</p>
      {me.can.read_reports && (
        <p>
          <a class="btn primary" href="/admin/gaps">
            To the gaps
          </a>
        </p>
      )}
    </div>
  );
}
