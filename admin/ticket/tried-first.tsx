// What they tried first: what the person searched, read and was shown before writing, second by second.
import { type ComponentChildren, Fragment } from 'preact';
import type { TriedFirst, TriedStep } from '../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { dayWords } from '../ui/time.tsx';
import { ArticleName } from './article-name.tsx';
import { SearchResults } from './search-results.tsx';
import { byChannel, clockWords, listWords, positionWords, secondsWords, shortSpanWords } from './ticket-words.ts';

const LOOKS: Record<TriedStep['kind'], IconName> = {
  search: 'search',
  read: 'page',
  vote: 'tick',
  suggested: 'page',
  form_opened: 'pen',
  sent: 'flag',
};

const VOTE_REASONS: Record<string, string> = {
  unclear: 'it is not clear',
  incomplete: 'something is missing',
  outdated: 'it is out of date',
  wrong_topic: 'it is about something else',
  does_not_work: 'they did this and it does not work',
};

const FORM_ENTRIES: Record<string, string> = {
  after_no_vote: 'after saying no',
  after_no_results: 'after finding nothing',
  direct: 'straight away',
};

const READ_SOURCES: Record<string, string> = {
  contextual: 'offered on the page',
  suggestion: 'offered while writing',
  related: 'from another article',
  browse: 'from the list of articles',
  agent_link: 'from a link of ours',
};

export function TriedFirstPanel({ ticket }: { ticket: TicketDetail }) {
  const { tried } = ticket;
  const reason = nothingWords(ticket);
  return (
    <section class="panel tried" aria-labelledby="tried-head">
      <div class="spread">
        <h2 class="h-sec" id="tried-head">
          What they tried first
        </h2>
        <TriedSpan tried={tried} />
      </div>
      {reason ? <p class="muted small">{reason}</p> : <TriedSteps steps={tried.steps} />}
    </section>
  );
}

function TriedSpan({ tried }: { tried: TriedFirst }) {
  if (tried.state !== 'attached' || tried.seconds === null) return null;
  return (
    <span class="small muted">
      {shortSpanWords(tried.seconds)}
      {tried.page_key && (
        <>
          , on <span class="mono">{tried.page_key}</span>
        </>
      )}
    </span>
  );
}

/** A merged request brings its own steps, shown the same way. */
export function TriedSteps({ steps }: { steps: readonly TriedStep[] }) {
  return (
    <ol class="steps">
      {steps.map((step, at) => (
        <Fragment key={`${at}${step.kind}`}>
          <Step at={step.at_s} icon={iconOf(step)} mark={step.kind === 'sent' ? 'end' : ''}>
            <StepWords step={step} />
          </Step>
          {step.kind === 'read' && (
            <Step at={null} icon="eye" mark={step.is_read ? 'hot' : ''}>
              <ReadWords step={step} />
            </Step>
          )}
        </Fragment>
      ))}
    </ol>
  );
}

function Step({
  at,
  icon,
  mark,
  children,
}: {
  at: number | null;
  icon: IconName;
  mark: string;
  children: ComponentChildren;
}) {
  return (
    <li>
      <span class="at">{at === null ? '' : clockWords(at)}</span>
      <span class="nd">
        <i class={mark}>
          <Icon name={icon} />
        </i>
      </span>
      <div>{children}</div>
    </li>
  );
}

function iconOf(step: TriedStep): IconName {
  return step.kind === 'vote' && step.value === 'no' ? 'cross' : LOOKS[step.kind];
}

function StepWords({ step }: { step: TriedStep }) {
  switch (step.kind) {
    case 'search':
      return <SearchResults step={step} />;
    case 'read':
      return <OpenedWords step={step} />;
    case 'vote':
      return (
        <>
          Said <b>{step.value === 'yes' ? 'yes, this answered it' : 'no, this did not answer it'}</b> about{' '}
          <ArticleName article={step.article} />
          {step.reason && <span class="muted"> · {VOTE_REASONS[step.reason] ?? step.reason}</span>}
          {step.comment && (
            <span class="block muted" dir="auto">
              “{step.comment}”
            </span>
          )}
        </>
      );
    case 'suggested':
      return <SuggestedWords step={step} />;
    case 'form_opened': {
      const entry = step.entry ? FORM_ENTRIES[step.entry] : undefined;
      return <>Started to write to us{entry && <span class="muted"> · {entry}</span>}</>;
    }
    case 'sent':
      return <b>Sent this request</b>;
  }
}

function OpenedWords({ step }: { step: Extract<TriedStep, { kind: 'read' }> }) {
  const source = step.position ? positionWords(step.position) : step.source ? READ_SOURCES[step.source] : undefined;
  return (
    <>
      Opened <ArticleName article={step.article} />
      {source && <span class="muted"> · {source}</span>}
    </>
  );
}

function ReadWords({ step }: { step: Extract<TriedStep, { kind: 'read' }> }) {
  const scroll = step.scroll_pct >= 90 ? ', to the end' : `, ${Math.round(step.scroll_pct)} % down`;
  return (
    <>
      {step.is_read ? 'Read it for ' : 'Left it after '}
      <b>{secondsWords(step.seconds)}</b>
      {step.scroll_pct > 0 && scroll}
      <RevisionWords step={step} />
    </>
  );
}

/** Which text they read: an article that was mended since may have been the reason. */
function RevisionWords({ step: { revision, revision_at } }: { step: Extract<TriedStep, { kind: 'read' }> }) {
  if (revision === null) return null;
  if (revision_at === null) return <span class="muted"> · revision {revision}</span>;
  return (
    <span class="muted">
      {' · text of '}
      <time dateTime={revision_at} title={`revision ${revision}`}>
        {dayWords(revision_at)}
      </time>
    </span>
  );
}

function SuggestedWords({ step }: { step: Extract<TriedStep, { kind: 'suggested' }> }) {
  const unopened = step.articles.filter(({ opened }) => !opened);
  return (
    <>
      {step.when === 'writing' ? 'Was shown, while writing, ' : 'Was shown, on this page, '}
      {step.articles.map((article, at) => (
        <span key={article.slug}>
          {at > 0 && (at === step.articles.length - 1 ? ' and ' : ', ')}
          <ArticleName article={article} />
        </span>
      ))}
      {step.articles.length === 0 && 'no article'}
      {unopened.length > 0 && (
        <span class="muted">
          {unopened.length === step.articles.length
            ? `, did not open ${unopened.length === 1 ? 'it' : 'any'}`
            : `, did not open ${listWords(unopened.map(({ title }) => title))}`}
        </span>
      )}
    </>
  );
}

/** Why there is nothing to show, as a sentence; null where there is something. */
export function nothingWords({ tried, channel, channel_label, restricted }: TicketDetail): string | null {
  if (tried.state === 'removed') return 'They chose not to send what they looked at.';
  if (restricted) return 'Requests of this category never carry what somebody looked at.';
  if (tried.state === 'none') {
    return ['widget', 'help_centre'].includes(channel)
      ? 'No help session came with this request, so we do not know what they looked at.'
      : `This came ${byChannel({ channel, channel_label })}, so we do not know what they looked at.`;
  }
  const looked = tried.steps.some(({ kind }) => kind !== 'sent' && kind !== 'form_opened');
  return looked ? null : 'They searched nothing and opened nothing: they wrote to us straight away.';
}
