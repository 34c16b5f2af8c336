// What became of a request: its status in plain words, the promise, and what was said.

import { enPromise } from '../i18n/en-promise.ts';
import { enWriting } from '../i18n/en-writing.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import type { Place, Step } from '../shell/panel-model.ts';
import { useEffect } from '../ui/hooks.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { sayMoment } from './promise-view.tsx';
import { type Request, RequestModel } from './request-model.ts';
import css from './requests.css?inline';

export function RequestView({ step }: { step: Step }) {
  const app = useApp();
  const words = useWords('writing', enWriting);
  const { by, today } = useWords('promise', enPromise);
  app.style(css);
  const place = step.place as Extract<Place, { view: 'request' }>;
  const held = step as Step & { held?: Request };
  held.held ??= new RequestModel(app.api, place.number, place.accessKey);
  const request = held.held;
  useEffect(() => {
    void request.load();
  }, []);
  const now = request.state.value;
  const say = (moment: string) => sayMoment(new Date(moment), new Date(app.env.now()), app.locale, today);
  return (
    <div class="form" data-view="request" data-state={now.is} aria-busy={now.is === 'loading'}>
      {now.is === 'loading' && <Skeleton />}
      {(now.is === 'missing' || now.is === 'failed') && (
        <div class="nothing">
          <p role="alert">{now.is === 'missing' ? words.requestMissing : words.requestFailed}</p>
          <button type="button" class="btn" onClick={request.load}>
            {words.again}
          </button>
        </div>
      )}
      {now.is === 'ready' && (
        <>
          <div>
            <h3 class="big">{now.ticket.subject}</h3>
            <p class="quiet">{now.ticket.number}</p>
          </div>
          <dl class="receipt">
            <div>
              <dt>{words.status}</dt>
              <dd>{now.ticket.status}</dd>
            </div>
            {now.ticket.promise && (
              <div>
                <dt>{words.answered}</dt>
                <dd>{by(say(now.ticket.promise.respond_by))}</dd>
              </div>
            )}
          </dl>
          {now.ticket.messages.map((message) => (
            <div key={message.at + message.from} class={`said ${message.from}`}>
              <p class="quiet">
                <b>{message.from === 'team' ? (message.name ?? words.team) : words.you}</b> {'\u00b7'}{' '}
                <time dateTime={message.at}>{say(message.at)}</time>
              </p>
              <p class="words">{message.body}</p>
              {message.articles.map(({ slug, title }) => (
                <button
                  key={slug}
                  type="button"
                  class="plain"
                  onClick={() => app.openArticle({ slug, source: 'agent_link' })}
                >
                  {title}
                </button>
              ))}
            </div>
          ))}
          <button type="button" class="btn" onClick={request.load}>
            {words.look}
          </button>
        </>
      )}
    </div>
  );
}
