// "My requests": each with its status in plain words, when something was last said, and how much of it is new.

import { enPromise } from '../../contract/words/tongues/en-promise.ts';
import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import type { Step } from '../shell/panel-model.ts';
import { useEffect } from '../ui/hooks.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { LostLinks } from './lost-links.tsx';
import css from './my-requests.css?inline';
import { type MyRequests, MyRequestsModel } from './my-requests-model.ts';
import { sayMoment } from './promise-view.tsx';
import { useLookingAgain } from './request-view.tsx';
import formCss from './requests.css?inline';

const MOST = 20;

export function MyRequestsView({ step }: { step: Step }) {
  const app = useApp();
  const words = useWords('requests', enRequests);
  const { again } = useWords('writing', enWriting);
  app.style(formCss);
  app.style(css);
  const held = step as Step & { held?: MyRequests };
  held.held ??= new MyRequestsModel(app, MOST);
  const mine = held.held;
  const load = (quietly: boolean) => void mine.load(quietly);
  useEffect(() => load(mine.state.value.is === 'ready'), []);
  useLookingAgain(app, () => load(true));
  const now = mine.state.value;
  const wrong = { signed_out: words.signedOut, failed: words.failed }[now.is as 'failed'];
  return (
    <div class="form" data-view="requests" data-state={now.is} aria-busy={now.is === 'loading'}>
      {now.is === 'loading' && <Skeleton />}
      {wrong && (
        <div class="nothing">
          <p role="alert">{wrong}</p>
          <button type="button" class="btn" onClick={() => load(false)}>
            {again}
          </button>
        </div>
      )}
      {now.is === 'empty' && <p>{words.none}</p>}
      {now.is === 'ready' && <List mine={mine} />}
      {now.is !== 'loading' && !app.person.token && <LostLinks />}
    </div>
  );
}

function List({ mine }: { mine: MyRequests }) {
  const app = useApp();
  const words = useWords('requests', enRequests);
  const { today } = useWords('promise', enPromise);
  const now = mine.state.value;
  if (now.is !== 'ready') return null;
  const say = (moment: string) => sayMoment(new Date(moment), new Date(app.env.now()), app.locale, { today });
  return (
    <>
      <ul class="mine">
        {now.requests.map(({ number, subject, status, said_at, unread, accessKey }) => (
          <li key={number}>
            <button type="button" class="line" onClick={() => app.panel.go({ view: 'request', number, accessKey })}>
              <b>{subject}</b>
              {unread > 0 && <span class="new">{words.unread(unread)}</span>}
              <small>
                {status} {'\u00b7'} <time dateTime={said_at}>{say(said_at)}</time>
              </small>
            </button>
          </li>
        ))}
      </ul>
      {now.next && (
        <button type="button" class="btn" onClick={mine.more}>
          {words.older}
        </button>
      )}
      {!app.person.token && <p class="quiet">{words.ofTab}</p>}
    </>
  );
}
