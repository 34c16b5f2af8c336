// Gaps: where help ended, knowledge or product, and why people had to ask; every number leads to its rows.

import { useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { todayIn } from './days.ts';
import { FilterBar } from './filter-bar.tsx';
import { gapsAddress, lookingAt } from './gaps-address.ts';
import { type Figures, GapsModel } from './gaps-model.ts';
import { summaryWords } from './gaps-words.ts';
import { KindsPanel } from './kinds-panel.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { OutcomesPanel } from './outcomes-panel.tsx';
import { WhyPanel } from './why-panel.tsx';
import './gaps.css';

export function GapsPage() {
  const { me, desk } = signedInAs();
  const { url, route } = useLocation();
  const today = todayIn(desk.time_zone, new Date());
  const looking = lookingAt(new URL(url, location.origin).search, today);
  const address = gapsAddress(looking);
  const model = useModel(GapsModel);
  useEffect(() => {
    document.title = `Gaps · ${desk.name}`;
  }, [desk.name]);
  useEffect(() => {
    model.load(looking).then(() => {
      const now = model.loading.value;
      if (now.state === 'ready') announce(summaryWords(now.figures.kinds.notes, now.figures.outcomes.data));
    });
  }, [address]);

  if (!me.can.read_reports) {
    return (
      <div class="panel empty">
        <h1 class="h-page">Gaps are not for your role.</h1>
        <p class="muted">Figures are read by admins, agents, editors and viewers. An admin can change your role.</p>
      </div>
    );
  }
  const now = model.loading.value;
  return (
    <>
      <div class="gaps-top">
        <div>
          <h1 class="h-page">Gaps</h1>
          {now.state === 'ready' && (
            <p class="muted">{summaryWords(now.figures.kinds.notes, now.figures.outcomes.data)}</p>
          )}
        </div>
        <FilterBar looking={looking} today={today} onChange={(next) => route(gapsAddress(next))} />
      </div>
      {now.state === 'loading' && <PageSkeleton />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(looking)} />}
      {now.state === 'ready' && (
        <div class="gaps" aria-busy={now.isStale}>
          <Panels figures={now.figures} today={today} />
        </div>
      )}
    </>
  );
}

function Panels({ figures, today }: { figures: Figures; today: string }) {
  const { me } = signedInAs();
  const { outcomes, kinds } = figures;
  const isNothing = outcomes.data.attempted + outcomes.data.no_attempt + kinds.notes.requests === 0;
  if (isNothing) return <NothingYet looking={figures.looking} today={today} />;
  const seesAttempts = me.role === 'admin' || me.role === 'agent';
  const seesRequests = me.can.list_tickets;
  return (
    <>
      <OutcomesPanel figures={figures} today={today} seesAttempts={seesAttempts} />
      <KindsPanel figures={figures} today={today} seesRequests={seesRequests} />
      <WhyPanel figures={figures} seesRequests={seesRequests} />
      <p class="small muted gaps-end">
        A kind is a suggestion until somebody confirms it.{' '}
        <a href="/help/en/what-numbers-cannot-say">What these numbers cannot say</a>
        {me.can.read_learnt && (
          <>
            {' · '}
            <a href="/admin/learnt">What the search has learnt from people’s questions</a>
          </>
        )}
      </p>
    </>
  );
}
