// What became of a request: its status in plain words, the promise, what was said, and what its requester may do now.

import { enPromise } from '../../contract/words/tongues/en-promise.ts';
import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { hostWindow } from '../host-window.ts';
import { type App, useApp, useWords } from '../shell/app-context.ts';
import type { Place, Step } from '../shell/panel-model.ts';
import { useEffect } from '../ui/hooks.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { AnswerForm } from './answer-form.tsx';
import css from './my-requests.css?inline';
import { sayMoment } from './promise-view.tsx';
import { RatingForm } from './rating-form.tsx';
import { type Request, RequestModel } from './request-model.ts';
import formCss from './requests.css?inline';
import { Said } from './said-view.tsx';
import { SolvedForm } from './solved-form.tsx';
import { WrongLine } from './wrong-line.tsx';

/** Looked at again so often while it is in front of somebody. */
export const LOOK_EVERY_MS = 45_000;

/** Looks again while the panel is open and the page is in front. */
export function useLookingAgain(app: App, look: () => void): void {
  const open = app.panel.isOpen.value;
  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(() => {
      if (hostWindow.document.visibilityState !== 'hidden') look();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [open]);
}

export function RequestView({ step }: { step: Step }) {
  const app = useApp();
  const words = useWords('writing', enWriting);
  app.style(formCss);
  app.style(css);
  const place = step.place as Extract<Place, { view: 'request' }>;
  const held = step as Step & { held?: Request };
  held.held ??= new RequestModel(app, place);
  const request = held.held;
  useEffect(() => {
    void request.load(request.state.value.is === 'ready');
  }, []);
  useLookingAgain(app, () => void request.load(true));
  const now = request.state.value;
  const newest = now.is === 'ready' ? now.ticket.messages.length : 0;
  useEffect(() => {
    if (app.panel.isOpen.value) request.noteShown();
  }, [newest, app.panel.isOpen.value]);
  return (
    <div class="form" data-view="request" data-state={now.is} aria-busy={now.is === 'loading'}>
      {now.is === 'loading' && <Skeleton />}
      {(now.is === 'missing' || now.is === 'failed') && (
        <div class="nothing">
          <p role="alert">{now.is === 'missing' ? words.requestMissing : words.requestFailed}</p>
          <button type="button" class="btn" onClick={() => request.load()}>
            {words.again}
          </button>
        </div>
      )}
      {now.is === 'ready' && <Ready request={request} />}
    </div>
  );
}

function Ready({ request }: { request: Request }) {
  const app = useApp();
  const words = useWords('writing', enWriting);
  const mine = useWords('requests', enRequests);
  const { by, today } = useWords('promise', enPromise);
  const now = request.state.value;
  if (now.is !== 'ready') return null;
  const { ticket } = now;
  const done = request.done.value;
  const say = (moment: string) => sayMoment(new Date(moment), new Date(app.env.now()), app.locale, { today });
  return (
    <>
      <div>
        <h3 class="big">{ticket.subject}</h3>
        <p class="quiet">
          {ticket.number} {'\u00b7'} {mine.sentOn(say(ticket.submitted_at))}
        </p>
      </div>
      <p role="status" class={done ? 'notice' : 'sr'}>
        {done && mine.done[done]}
      </p>
      <dl class="receipt">
        <div>
          <dt>{words.status}</dt>
          <dd>{ticket.status}</dd>
        </div>
        {ticket.promise && (
          <div>
            <dt>{words.answered}</dt>
            <dd>{by(say(ticket.promise.respond_by))}</dd>
          </div>
        )}
      </dl>
      {ticket.messages.map((message) => (
        <Said key={message.at + message.from} message={message} request={request} say={say} />
      ))}
      {!ticket.may.confirm && <WrongLine request={request} acts={['yes', 'no']} />}
      {!ticket.may.rate && <WrongLine request={request} acts={['rating']} />}
      {ticket.may.confirm && <SolvedForm request={request} />}
      {ticket.may.rate && <RatingForm request={request} />}
      {ticket.may.reply && <AnswerForm request={request} />}
    </>
  );
}
