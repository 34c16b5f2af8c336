// The page "Log a request": the form, and after it the number with the way to the next one.
import { useEffect, useRef, useState } from 'preact/hooks';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.tsx';
import { LogForm } from './log-form.tsx';
import { type Log, LogModel } from './log-model.ts';
import '../ui/choose.css';
import '../articles/articles.css';
import './log.css';

const TICK_MS = 10_000;

export function LogPage() {
  return signedInAs().me.can.log_tickets ? <Logging /> : <NotForThisRole />;
}

function Logging() {
  const { desk } = signedInAs();
  const [model] = useState(() => new LogModel(desk));
  useEffect(() => {
    const timer = setInterval(() => model.tick(), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const now = model.state.value;
  return (
    <div class="log-page">
      <h1 class="h-page">Log a request</h1>
      <p class="muted log-lead">For what reached you by phone, chat, mail or in person.</p>
      {now.state === 'saved' ? (
        <Saved model={model} number={now.number} isReadable={now.isReadable} />
      ) : (
        <LogForm model={model} />
      )}
    </div>
  );
}

function Saved({ model, number, isReadable }: { model: Log; number: number; isReadable: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  useKeys('Log a request', [{ keys: 'n', label: 'Log another', run: () => model.begin() }]);
  return (
    <div class="panel empty">
      <p class="h-sec saved-words">
        <Icon name="tick" />
        {isReadable ? (
          <span>
            Saved as <a href={`/admin/requests/${number}`}>request {number}</a>.
          </span>
        ) : (
          <span>Saved as request {number}. Only the named readers of its category can open it.</span>
        )}
      </p>
      <p class="row wrap">
        <button ref={button} type="button" class="btn primary" onClick={() => model.begin()}>
          Log another <kbd>N</kbd>
        </button>
        <a class="btn" href="/admin">
          To the queue
        </a>
      </p>
    </div>
  );
}

function NotForThisRole() {
  return (
    <div class="panel empty">
      <h1 class="h-page">Logging is for people who answer.</h1>
      <p class="muted">Your role writes down no requests. An admin can change it under People.</p>
    </div>
  );
}
