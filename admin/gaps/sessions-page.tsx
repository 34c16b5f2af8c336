// The help attempts behind a number: what was searched and read, for how long, and how it ended; never who it was.

import { useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { HelpSession, HelpSessionPage } from '../../contract/api/reports.ts';
import { OUTCOME_WORDS } from '../../contract/words/kind-words.ts';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { Moment } from '../ui/time.tsx';
import {
  attemptsTitle,
  BEHIND,
  type Behind,
  endingWords,
  endWords,
  goneWords,
  secondsWords,
  stepWords,
} from './attempt-words.ts';
import { AttemptsModel, type Loading } from './attempts-model.ts';
import { spanWords, todayIn } from './days.ts';
import { attemptsAddress, gapAddress, gapsAddress, type Looking, lookingAt, serverQuery } from './gaps-address.ts';
import { useReturnFocus } from './return-focus.ts';
import './gaps.css';
import './attempts.css';

type SilentGap = NonNullable<HelpSessionPage['gap']>;

export function SessionsPage() {
  const { desk } = signedInAs();
  const { url, route } = useLocation();
  const values = new URL(url, location.origin).searchParams;
  const behind: Behind = {};
  for (const name of BEHIND) {
    const value = values.get(name);
    if (value) behind[name] = value;
  }
  const looking = lookingAt(`?${values}`, todayIn(desk.time_zone, new Date()));
  const query = { ...serverQuery(looking), ...behind };
  const asked = JSON.stringify(query);
  const model = useModel(AttemptsModel);
  useEffect(() => {
    document.title = `Help attempts · ${desk.name}`;
  }, [desk.name]);
  useEffect(() => {
    model.load(query).then(() => {
      const now = model.loading.value;
      if (now.state === 'ready') announce(attemptsTitle(now.total, behind, now.gap?.title));
    });
  }, [asked]);
  useReturnFocus(model.loading.value.state === 'ready');
  const now = model.loading.value;
  return (
    <>
      <p class="small">
        <a href={gapsAddress(looking)}>Back to the figures</a>
      </p>
      <div class="gaps-top">
        <div>
          <h1 class="h-page">
            {now.state === 'ready' ? attemptsTitle(now.total, behind, now.gap?.title) : 'Help attempts'}
          </h1>
          <p class="muted">{spanWords(looking.from, looking.to)}. Newest first. Nothing here says who it was.</p>
          {now.state === 'ready' && now.gap && <OfGap gap={now.gap} total={now.total} looking={looking} />}
        </div>
        <select
          class="input gaps-choice"
          aria-label="How it ended"
          value={behind.outcome ?? ''}
          onChange={(event) => route(attemptsAddress(looking, { outcome: event.currentTarget.value }))}
        >
          <option value="">However it ended</option>
          {Object.entries(OUTCOME_WORDS).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {now.state === 'loading' && <PageSkeleton />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(query)} />}
      {now.state === 'ready' && <Attempts now={now} onMore={() => model.loadMore()} back={gapsAddress(looking)} />}
    </>
  );
}

/** Why these are the silent demand of a gap, and how many of it no list has any more. */
function OfGap({ gap, total, looking }: { gap: SilentGap; total: number; looking: Looking }) {
  return (
    <p class="small muted">
      They searched in words of those who asked, or said last that its article did not answer.{' '}
      {goneWords(gap.silent_demand - total)} <a href={gapAddress(looking, gap.key)}>To this gap</a>
    </p>
  );
}

interface AttemptsProps {
  now: Extract<Loading, { state: 'ready' }>;
  onMore: () => void;
  back: string;
}

function Attempts({ now, onMore, back }: AttemptsProps) {
  if (now.attempts.length === 0) {
    return (
      <div class="panel empty">
        <p>No attempt ended like this in these days.</p>
        <p>
          <a class="btn" href={back}>
            To the figures
          </a>
        </p>
      </div>
    );
  }
  return (
    <>
      <ol class="attempts">
        {now.attempts.map((attempt) => (
          <li key={attempt.id} class="panel attempt">
            <Attempt attempt={attempt} />
          </li>
        ))}
      </ol>
      {typeof now.more === 'object' && <ProblemNotice words={wordsOf(now.more)} onRetry={onMore} />}
      {now.next !== null && (
        <p class="gaps-end">
          <button type="button" class="btn" aria-disabled={now.more === 'loading'} onClick={onMore}>
            {now.more === 'loading' ? 'Loading…' : `Show more (${now.attempts.length} of ${now.total})`}
          </button>
        </p>
      )}
    </>
  );
}

function Attempt({ attempt }: { attempt: HelpSession }) {
  const ending = endingWords(attempt);
  return (
    <article>
      <div class="attempt-head">
        <h2 class="h-sub">{endWords(attempt)}</h2>
        <span class="small muted">
          <Moment at={attempt.started_at} />
          {attempt.page_key && (
            <>
              , on <span class="mono">{attempt.page_key}</span>
            </>
          )}
          {attempt.seconds > 0 && `, ${secondsWords(attempt.seconds)}`}
        </span>
        {attempt.ticket !== null && <a href={`/admin/requests/${attempt.ticket}`}>Request {attempt.ticket}</a>}
      </div>
      {attempt.steps.length === 0 && !ending && <p class="small muted">Nothing was searched or opened.</p>}
      {attempt.steps.length > 0 && (
        <ol class="attempt-steps small">
          {attempt.steps.map((step, at) => (
            <li key={`${at}${step.kind}`}>
              <span class="at">{secondsWords(step.at_s)}</span>
              <Icon name={step.kind === 'search' ? 'search' : step.read ? 'eye' : 'page'} />
              <span>
                {step.kind === 'search' ? <b>“{step.query}”</b> : <b>{step.title ?? step.article}</b>}{' '}
                <span class="muted">{stepWords(step)}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      {ending && <p class="small muted">{ending}</p>}
      {attempt.provisional && attempt.outcome !== 'escalated' && (
        <p class="tiny muted">Within a day of it a request may still follow and change how it counts.</p>
      )}
    </article>
  );
}
