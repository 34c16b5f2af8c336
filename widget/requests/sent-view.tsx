// The confirmation: number, key, and by when a person reads it.

import { enPromise } from '../../contract/words/tongues/en-promise.ts';
import { enWaiting } from '../../contract/words/tongues/en-waiting.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { hostWindow } from '../host-window.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import type { Place, Step } from '../shell/panel-model.ts';
import { useEffect, useRef } from '../ui/hooks.ts';
import { Icon } from '../ui/icon.tsx';
import { useLocal } from '../ui/use-local.ts';
import { keptRequests } from './kept-requests.ts';
import { sayMoment, ZoneNote } from './promise-view.tsx';
import css from './requests.css?inline';

const TICK = 'm3 8.5 3.3 3.3L13 4.8';
const COPY = 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3';

export function SentView({ step }: { step: Step }) {
  const app = useApp();
  const words = useWords('writing', enWriting);
  const { by, today, end } = useWords('promise', enPromise);
  app.style(css);
  const { added: addedWords } = useWords('waiting', enWaiting);
  const { ticket, hours, added } = step.place as Extract<Place, { view: 'sent' }>;
  const { number, access_key: accessKey } = ticket;
  const copied = useLocal(false);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const isOpen = app.panel.isOpen.value;
  useEffect(() => {
    if (isOpen) for (const letter of Object.values(app.letters)) letter.seen(number);
  }, [isOpen]);
  const copy = async () => {
    try {
      await hostWindow.navigator.clipboard.writeText(accessKey);
      copied.value = true;
    } catch {
      // Not allowed here: the key can be selected and copied by hand.
      const range = hostWindow.document.createRange();
      range.selectNodeContents((app.root.querySelector('.key') ?? head.current) as Node);
      hostWindow.getSelection()?.removeAllRanges();
      hostWindow.getSelection()?.addRange(range);
    }
  };
  const until = new Date(ticket.promise.respond_by);
  return (
    <div class="form" data-view="sent" data-state="sent">
      <div role="status">
        <span class="tick">
          <Icon d={TICK} />
        </span>
        <h3 ref={head} class="big" tabIndex={-1}>
          {words.have}
        </h3>
        <p>
          {hours === null ? words.readsBy : words.reads(hours)}
          <time dateTime={ticket.promise.respond_by}>
            <b>{by(sayMoment(until, new Date(app.env.now()), app.locale, { today }))}</b>
          </time>
          {end}
          <ZoneNote moments={[until]} />
        </p>
        {added && <p>{addedWords}</p>}
      </div>
      <dl class="receipt">
        <div>
          <dt>{words.number}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{words.key}</dt>
          <dd class="key">{accessKey}</dd>
        </div>
      </dl>
      <div class="acts">
        <button type="button" class="btn" onClick={copy}>
          <Icon d={COPY} />
          {words.copy}
        </button>
        <span role="status" class="quiet">
          {copied.value && words.copied}
        </span>
      </div>
      <p class="quiet">{words.keep}</p>
      <div class="foot">
        <button type="button" class="plain" onClick={() => app.panel.go({ view: 'request', number, accessKey })}>
          {words.see}
        </button>
        {(app.person.token || keptRequests(app).length > 1) && (
          <button type="button" class="plain" onClick={() => app.panel.go({ view: 'requests' })}>
            {app.words.titles.requests}
          </button>
        )}
        <button type="button" class="plain" onClick={app.close}>
          {words.close}
        </button>
      </div>
    </div>
  );
}
