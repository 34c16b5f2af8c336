// Asks whether an article helped, thanks or asks what went wrong, and leads on to a person.

import type { VoteReason } from '../../contract/usage-events.ts';
import { enReading } from '../../contract/words/tongues/en-reading.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect, useRef } from '../ui/hooks.ts';
import { Icon, SEARCH } from '../ui/icon.tsx';
import type { Vote } from './vote-model.ts';

const TICK = 'm3 8.5 3.3 3.3L13 4.8';

/** Yes and No are equals: neither is the primary button. */
export function VoteQuestion({ vote }: { vote: Vote }) {
  const words = useWords('reading', enReading);
  return (
    <div class="foot vote" data-view="vote" data-state="asking">
      <b>{words.question}</b>
      <span>
        <button type="button" class="btn" onClick={vote.yes}>
          {words.yes}
        </button>
        <button type="button" class="btn" onClick={vote.no}>
          {words.no}
        </button>
      </span>
    </div>
  );
}

/** What follows a vote, in the article's place. */
export function VoteFollowUp({ vote }: { vote: Vote }) {
  const { panel, close, search } = useApp();
  const words = useWords('reading', enReading);
  const head = useRef<HTMLHeadingElement>(null);
  const state = vote.state.value;
  useEffect(() => head.current?.focus(), [state === 'intent' ? 'thanked' : state]);
  if (state === 'reasons') return <Reasons vote={vote} head={head} />;
  return (
    <div class="after" data-view="vote" data-state={state}>
      <div role="status">
        <span class="tick">
          <Icon d={TICK} />
        </span>
        <h3 ref={head} tabIndex={-1}>
          {state === 'noted' ? words.noted : words.good}
        </h3>
        <p class="quiet">{state === 'noted' ? words.notedMore : words.goodMore}</p>
      </div>
      {state === 'intent' && (
        <fieldset class="intent">
          <legend>
            <b>{words.intentLead}</b> {words.intent}
          </legend>
          <div class="pair">
            <button type="button" class="btn" onClick={() => vote.answerIntent(true)}>
              {words.yes}
            </button>
            <button type="button" class="btn" onClick={() => vote.answerIntent(false)}>
              {words.no}
            </button>
          </div>
        </fieldset>
      )}
      <div class="foot">
        <button
          type="button"
          class="plain"
          onClick={() => {
            search.type('');
            panel.home();
          }}
        >
          <Icon d={SEARCH} />
          {words.searchAgain}
        </button>
        <button type="button" class="plain" onClick={close}>
          {words.close}
        </button>
      </div>
    </div>
  );
}

function Reasons({ vote, head }: { vote: Vote; head: { current: HTMLHeadingElement | null } }) {
  const words = useWords('reading', enReading);
  const reasons = Object.entries(words.reasons) as [VoteReason, string][];
  return (
    <div class="after" data-view="vote" data-state="reasons">
      <div role="radiogroup" aria-labelledby="reasons">
        <h3 ref={head} id="reasons" tabIndex={-1}>
          {words.sorry}
        </h3>
        <p class="quiet">{words.goesTo}</p>
        {reasons.map(([key, label]) => (
          <label key={key} class="choice">
            <input
              type="radio"
              name="reason"
              value={key}
              checked={vote.reason.value === key}
              onChange={() => vote.choose(key)}
            />
            {label}
          </label>
        ))}
      </div>
      <label class="field">
        <b>{words.comment}</b> <span class="quiet">{words.optional}</span>
        <textarea
          class="box"
          rows={2}
          maxLength={500}
          value={vote.comment.value}
          onInput={(event) => vote.say(event.currentTarget.value)}
        />
      </label>
      <div class="foot stacked">
        <button type="button" class="btn main" onClick={vote.write}>
          {words.writeAbout}
        </button>
        <button type="button" class="plain" onClick={vote.sendNote}>
          {words.justNote}
        </button>
      </div>
    </div>
  );
}
