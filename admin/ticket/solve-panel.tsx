// The solve panel: the one question first, what the answer makes the request count as, then what was done.
import type { RefObject } from 'preact';
import type { Desk } from '../../contract/api/desk.ts';
import type { AnswerStateName, ResolutionCodeName } from '../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { Field, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { LinkedArticle } from './composer-model.ts';
import { CountsAsNotice } from './counts-as.tsx';
import type { SolveOnPage } from './solve-model.ts';
import { notSolvableWords } from './status-moves.ts';
import { TimeSpent } from './time-spent.tsx';
import type { TimerOnPage } from './work-timer.ts';

interface SolveProps {
  ticket: TicketDetail;
  solve: SolveOnPage;
  timer: TimerOnPage;
  desk: Desk;
  /** The first of the three buttons, for giving it the focus. */
  question: RefObject<HTMLButtonElement | null>;
  onPick: () => void;
  onSolve: () => void;
}

export function SolvePanel({ ticket, solve, timer, desk, question, onPick, onSolve }: SolveProps) {
  const codes = ticket.solve_suggestion?.resolution_codes ?? desk.resolution_codes;
  const causes = ticket.solve_suggestion?.root_causes ?? desk.root_causes;
  return (
    <section class="panel" aria-labelledby="solve-head">
      <div class="hd">
        <h2 class="h-sec" id="solve-head">
          What answers this?
        </h2>
        <p class="small muted">This one answer tells us what to write, rename or repair.</p>
      </div>
      <div class="bd">
        {solve.wish.value && (
          <div class="notice warn wish" role="alert">
            <Icon name="warning" />
            <p class="grow">{solve.wish.value}</p>
          </div>
        )}
        <ThreeButtons solve={solve} question={question} onPick={onPick} />
        <CountsAsNotice counting={solve.counting.value} />
        <div class="stack3 solve-fields">
          <Field label="What was done">
            {(control) => (
              <select
                {...control}
                class="input"
                value={solve.resolution.value}
                onChange={(event) => solve.setResolution(event.currentTarget.value as ResolutionCodeName | '')}
              >
                <option value="">Not said</option>
                {codes.map(({ key, label }) => (
                  <option key={key} value={key}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {solve.needsOriginal.value && (
            <TextField
              label="Which request it repeats"
              hint="Its number. To bring both together, merge them instead."
              inputMode="numeric"
              value={solve.duplicateOf.value}
              onInput={solve.setDuplicateOf}
            />
          )}
          <Field label="Root cause">
            {(control) => (
              <select
                {...control}
                class="input"
                value={solve.rootCause.value}
                onChange={(event) => solve.setRootCause(event.currentTarget.value)}
              >
                <option value="">Not said</option>
                {withMissing(causes, solve.rootCause.value).map(({ key, label }) => (
                  <option key={key} value={key}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <TimeSpent timer={timer} before={ticket.handling_minutes} />
          {solve.targets.value.length > 1 && (
            <Field label="Then it is">
              {(control) => (
                <select
                  {...control}
                  class="input"
                  value={solve.target.value ?? ''}
                  onChange={(event) => solve.setTarget(event.currentTarget.value)}
                >
                  {solve.targets.value.map(({ key, label }) => (
                    <option key={key} value={key}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {ticket.may.answer && solve.targets.value.length === 0 && (
            <p class="small muted">{notSolvableWords(ticket, desk)}</p>
          )}
          <p>
            <button type="button" class="btn full" onClick={onSolve}>
              {solve.targets.value.length ? `Solve: ${labelOfTarget(solve)}` : 'Solve'} <kbd>E</kbd>
            </button>
          </p>
        </div>
      </div>
    </section>
  );
}

function labelOfTarget(solve: SolveOnPage): string {
  return solve.targets.value.find(({ key }) => key === solve.target.value)?.label ?? '';
}

/** A cause that the settings no longer have stays choosable where it is set. */
function withMissing(list: readonly { key: string; label: string }[], key: string) {
  return key === '' || list.some((one) => one.key === key)
    ? list
    : [...list, { key, label: `${key} (no longer used)` }];
}

const ANSWERS: readonly { state: AnswerStateName; label: string; key: string }[] = [
  { state: 'article', label: 'This article answers it', key: '1' },
  { state: 'no_article', label: 'No article answers it', key: '2' },
  { state: 'not_knowledge', label: 'Not a knowledge question', key: '3' },
];

function ThreeButtons({
  solve,
  question,
  onPick,
}: {
  solve: SolveOnPage;
  question: RefObject<HTMLButtonElement | null>;
  onPick: () => void;
}) {
  const chosen = solve.answer.value;
  const choose = (state: AnswerStateName) => {
    if (state === 'article' && solve.articles.value.length === 0) onPick();
    else solve.choose(state);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const radios = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="radio"]')];
    radios.at((radios.indexOf(document.activeElement as HTMLElement) + step) % radios.length)?.focus();
  };
  return (
    <div role="radiogroup" aria-labelledby="solve-head" onKeyDown={onKeyDown}>
      {ANSWERS.map(({ state, label, key }, at) => {
        const isChosen = chosen === state;
        const guess = isChosen && solve.isGuess.value;
        return (
          <div key={state} class={`choice${isChosen ? ' on' : ''}${guess ? ' guess' : ''}`}>
            {/* biome-ignore lint/a11y/useSemanticElements: a whole card is the button, with what it names below */}
            <button
              type="button"
              role="radio"
              ref={at === 0 ? question : undefined}
              aria-checked={isChosen}
              tabIndex={isChosen || (chosen === null && at === 0) ? 0 : -1}
              onClick={() => choose(state)}
            >
              <span class={`radio${isChosen ? ' on' : ''}`} />
              <b class="grow">
                {label}
                {guess && <span class="sr"> (suggested)</span>}
              </b>
              <kbd>{key}</kbd>
            </button>
            {state === 'article' && (
              <ChosenArticles articles={solve.articles.value} onPick={onPick} isChosen={isChosen} />
            )}
            {guess && <p class="small muted under">Our guess. Press {key} if it is right.</p>}
          </div>
        );
      })}
      {chosen !== null && (
        <p class="skip-answer">
          <button type="button" class="linkish small" onClick={() => solve.choose(null)}>
            Leave the question open
          </button>
        </p>
      )}
    </div>
  );
}

const BECAUSE: Record<string, string> = {
  linked: 'Linked in the reply.',
  read: 'They read it.',
  opened: 'They opened it, and did not read on.',
  named: '',
};

function ChosenArticles({
  articles,
  isChosen,
  onPick,
}: {
  articles: readonly (LinkedArticle & { because?: string })[];
  isChosen: boolean;
  onPick: () => void;
}) {
  return (
    <div class="under">
      {articles.map((article) => (
        <p key={article.slug}>
          <span class="row picked">
            <Icon name="page" />
            <span class="clip">{article.title}</span>
          </span>
          {article.because && <span class="small muted">{BECAUSE[article.because]} </span>}
        </p>
      ))}
      {(isChosen || articles.length > 0) && (
        <button type="button" class="linkish small" onClick={onPick}>
          {articles.length ? 'Pick another' : 'Pick an article'}
        </button>
      )}
    </div>
  );
}
