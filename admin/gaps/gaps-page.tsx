// Gaps: where help ended, knowledge or product, why people had to ask, what to mend first, which searches failed, and what
// waits; every number leads to its rows.

import { useModel } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { BacklogPanel } from './backlog-panel.tsx';
import { todayIn } from './days.ts';
import { FailedPanel } from './failed-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import {
  addressFor,
  attemptsAddress,
  gapsAddress,
  isNarrowed,
  lookingAt,
  maySeeAttempts,
  requestsAddress,
} from './gaps-address.ts';
import { type Figures, GapsModel } from './gaps-model.ts';
import { GapsSkeleton } from './gaps-skeleton.tsx';
import { summaryParts, summaryWords } from './gaps-words.ts';
import { KindsPanel } from './kinds-panel.tsx';
import { type Changes, changedWords, lookAt } from './last-looked.ts';
import { NothingYet } from './nothing-yet.tsx';
import { OutcomesPanel } from './outcomes-panel.tsx';
import { Rows } from './panel.tsx';
import { useReturnFocus } from './return-focus.ts';
import { CannotSay, WaitingPanel } from './waiting-panel.tsx';
import { howSureWords } from './waiting-words.ts';
import { WhyPanel } from './why-panel.tsx';
import './gaps.css';
import './backlog.css';

export function GapsPage() {
  const { me, desk } = signedInAs();
  const { url, route } = useLocation();
  const today = todayIn(desk.time_zone, new Date());
  const looking = lookingAt(new URL(url, location.origin).search, today);
  const address = gapsAddress(looking);
  const model = useModel(GapsModel);
  const [changes, setChanges] = useState<Changes | null>(null);
  useEffect(() => {
    // Beside the figures, not after them; where it fails, the chart says so.
    import('./draw-weeks.ts').catch(() => undefined);
  }, []);
  useReturnFocus(model.loading.value.state === 'ready');
  useEffect(() => {
    document.title = `Gaps · ${desk.name}`;
  }, [desk.name]);
  useEffect(() => {
    model.load(looking).then(() => {
      const now = model.loading.value;
      if (now.state !== 'ready') return;
      announce(summaryOf(now.figures));
      const { gap_backlog: backlog } = now.figures.reports;
      // Only what is the same window each time can be compared.
      if (backlog && looking.period === 28 && !isNarrowed(looking)) setChanges(lookAt(backlog.data, Date.now()));
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
  const changed = changes && changedWords(changes);
  return (
    <>
      <div class="gaps-top">
        <div>
          <h1 class="h-page">Gaps</h1>
          <p class="muted gaps-summary">
            <span>{now.state === 'ready' ? <Summary figures={now.figures} /> : '\u00a0'}</span>{' '}
            {now.state === 'ready' && <HowSure figures={now.figures} />}
          </p>
          {changed && <p class="small">{changed}</p>}
        </div>
        <FilterBar looking={looking} today={today} onChange={(next) => route(gapsAddress(next))} />
      </div>
      {now.state === 'loading' && <GapsSkeleton />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(looking)} />}
      {now.state === 'ready' && (
        <div class="gaps" aria-busy={now.isStale}>
          {now.isStale && (
            <p class="gaps-reading small" role="status">
              Reading the figures…
            </p>
          )}
          <Panels figures={now.figures} today={today} changes={changes} />
        </div>
      )}
    </>
  );
}

function summaryOf({ reports }: Figures): string {
  return summaryWords(reports.kind_share.notes, reports.help_outcomes.data);
}

/** The same, with the rows of each number. */
function Summary({ figures }: { figures: Figures }) {
  const { me } = signedInAs();
  const { reports, looking } = figures;
  const { asked, tried } = summaryParts(reports.kind_share.notes, reports.help_outcomes.data);
  const isAsked = reports.kind_share.notes.requests > 0 && me.can.list_tickets;
  const isTried = reports.help_outcomes.data.attempted > 0 && maySeeAttempts(me);
  return (
    <>
      <Rows href={isAsked ? requestsAddress(looking, {}) : null} label={asked}>
        {asked}
      </Rows>
      {', '}
      <Rows href={isTried ? attemptsAddress(looking, { with: 'attempt' }) : null} label={tried}>
        {tried}
      </Rows>
      .
    </>
  );
}

/** How much of it rests on suggestions that nobody confirmed; it leads to the panel that says more. */
function HowSure({ figures }: { figures: Figures }) {
  const { kind_accuracy: accuracy, kind_share: share } = figures.reports;
  const { requests } = share.notes;
  if (!accuracy || requests === 0) return null;
  return <a href="#trust">{howSureWords(requests, accuracy.data)}</a>;
}

function Panels({ figures, today, changes }: { figures: Figures; today: string; changes: Changes | null }) {
  const { me } = signedInAs();
  const { reports, looking } = figures;
  const outcomes = reports.help_outcomes.data;
  const { requests } = reports.kind_share.notes;
  if (outcomes.attempted + outcomes.no_attempt + requests === 0) return <NothingYet looking={looking} today={today} />;
  const seesAttempts = maySeeAttempts(me);
  const seesRequests = me.can.list_tickets;
  return (
    <>
      <OutcomesPanel figures={figures} today={today} seesAttempts={seesAttempts} />
      <KindsPanel figures={figures} today={today} seesRequests={seesRequests} />
      <WhyPanel figures={figures} seesRequests={seesRequests} />
      {reports.gap_backlog && (
        <BacklogPanel
          figures={figures}
          seesRequests={seesRequests}
          seesAttempts={seesAttempts}
          hasChanged={(key) => changes?.keys.has(key) ?? false}
        />
      )}
      {reports.failed_searches && <FailedPanel figures={figures} seesAttempts={seesAttempts} />}
      {reports.status_age && <WaitingPanel figures={figures} seesRequests={seesRequests} />}
      <CannotSay requests={requests} />
      <p class="small gaps-end">
        <a href={addressFor('/admin/articles', looking)}>Every article: reads, votes and the requests after it</a>
        {' · '}
        <a href={addressFor('/admin/gaps/causes', looking)}>Cost by root cause</a>
        {' · '}
        <a href="/admin/gaps/digest">A team’s week as a mail</a>
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
