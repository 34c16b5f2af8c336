// Sends what somebody wrote exactly once: under one key it goes on trying, waits while there is no way, and says how it stands.
import { createModel, signal } from '@preact/signals-core';
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import type { Problem } from '../../contract/error-codes.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { hostWindow } from '../host-window.ts';
import type { App } from '../shell/app-context.ts';
import type { Step } from '../shell/panel-model.ts';
import type { Attached } from './attached.ts';
import {
  categoryOf,
  type Draft,
  type DraftName,
  draftNameOf,
  type Fields,
  keepLetter,
  openDraft,
  readLetter,
  type SentPlace,
} from './draft.ts';
import { joinEarlierTry } from './earlier-try.ts';
import { keepRequest } from './kept-requests.ts';
import { saysTheSame } from './make-ticket.ts';
import { errorsOf } from './refusals.ts';
import { submitTicket } from './request-api.ts';

/** `queued` waits for a connection; `unsent` and, from the third failure on, `given_up` are tried again after a while. */
export type SendingState = 'resting' | 'sending' | 'queued' | 'unsent' | 'given_up';

const MOST_FAILURES = 3;
/** More are not compared with what has arrived. */
const MOST_TRIES = 20;
const AGAIN_MS = 20_000;
const LONGEST_WAIT_MS = 300_000;
/** The server forgets a key after a day: later nothing goes by itself, since an earlier try may have arrived. */
const KEY_LIVES_MS = 23 * 3_600_000;

export const SendingModel = createModel((app: App, name: DraftName) => {
  const { store, env, panel, recorder } = app;
  const draft = openDraft(store, name, env.uuid);
  /** What is in the form now; nothing before it was opened, and nothing after it was sent. */
  const fields = signal<Fields | undefined>(draft.now().fields);
  const state = signal<SendingState>('resting');
  const refused = signal<Problem | undefined>();
  /** What the server said at the last try, where it could not take it just now. */
  const failure = signal('');
  /** It goes by itself as soon as it can. */
  const waits = signal(draft.now().still_open === true);
  /** It is with us, but was changed while it was on its way. */
  const hasArrived = signal(draft.now().arrived === true);
  /** The confirmation, until somebody has seen it. */
  const receipt = signal<SentPlace | undefined>(name === 'draft' ? readLetter(store, 'receipt') : undefined);
  /** Files that go along; they are in memory only. */
  const files = signal<readonly Attached[]>([]);
  /** Names of files that the page load has taken. */
  const lost = signal<readonly string[]>(draft.now().files ?? []);
  /** Bytes of the files that are on their way; null where it cannot be seen. */
  const sent = signal<number | null>(null);
  let going: readonly File[] = [];
  const upload = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isChanged = false;
  let isOver = false;

  const forget = () => {
    clearTimeout(timer);
    waits.value = hasArrived.value = false;
    fields.value = undefined;
    files.value = lost.value = going = [];
    draft.forget();
  };
  const setWaits = (yes: boolean, more: Partial<Draft> = {}) => {
    waits.value = yes;
    draft.keep({ ...more, still_open: yes });
  };
  const later = () => {
    clearTimeout(timer);
    if (!waits.value || isOver) return;
    const failures = Math.max(1, draft.now().failures ?? 0);
    const wait = Math.min(AGAIN_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
    timer = setTimeout(wake, wait * (0.75 + env.random() / 2));
  };
  const fail = (code: string) => {
    if (hostWindow.navigator.onLine === false) {
      // The browser says when there is a connection again.
      state.value = waits.value ? 'queued' : 'resting';
      return;
    }
    failure.value = code;
    const failures = (draft.now().failures ?? 0) + 1;
    draft.keep({ failures });
    state.value = failures < MOST_FAILURES ? 'unsent' : 'given_up';
    if (name === 'draft' && failures <= MOST_FAILURES)
      app.emit('error', { code, message: app.say('writing', enWriting).unsent });
    later();
  };
  const endSession = async (sid: string | undefined) => {
    if (!sid) return;
    await recorder.arrival();
    const model = recorder.model.value;
    if (model?.session.value?.sid === sid) model.startOver();
  };
  const setReceipt = (place: SentPlace | undefined) => {
    receipt.value = place;
    if (name === 'draft') keepLetter(store, 'receipt', place);
  };
  const arrive = (place: SentPlace, sid: string | undefined) => {
    void endSession(sid);
    const { number, access_key: key } = place.ticket;
    // Of what is for named readers the page is told nothing, and nothing is kept.
    if (name === 'draft') {
      app.emit('submitted', { number });
      keepRequest(app, { number, key });
    }
    state.value = 'resting';
    if (isChanged) {
      // What was written since is neither lost nor a request of its own: Send adds it.
      hasArrived.value = true;
      setWaits(false, { arrived: true, failures: 0 });
      return;
    }
    forget();
    const isForm = ({ place: one }: Step) => one.view === 'form' && draftNameOf(app, one) === name;
    const isHere = isForm(panel.top.value);
    if (!isHere || !panel.isOpen.value) setReceipt(place);
    if (isHere || !panel.isOpen.value) {
      // The way back leads to a first view that offers the request, not to the answers that were none.
      app.search.type('');
      return panel.settle(place);
    }
    // Somebody who is reading is told on the first view, and does not come back to words that have gone.
    panel.steps.value = panel.steps.value.map((step) => (isForm(step) ? { id: -step.id, place, scroll: 0 } : step));
  };
  const attempt = async () => {
    const { ticket, key, signed, arrived, tries = [] } = draft.now();
    const { token } = app.person;
    if (!ticket || isOver || state.value === 'sending') return;
    clearTimeout(timer);
    // The page has not said yet who this is.
    if (signed && !token) return later();
    state.value = 'sending';
    isChanged = false;
    const signedTicket: SubmitTicket = token ? { ...ticket, user_token: token } : ticket;
    const onSent = (bytes: number) => {
      sent.value = bytes;
    };
    let answer = await submitTicket(app, signedTicket, key, { files: going, signal: upload.signal, onSent });
    sent.value = null;
    let added = false;
    if (!answer.ok && answer.problem?.code === 'idempotency_mismatch') {
      const joined = await joinEarlierTry(app, key, ticket, tries, going);
      if (joined) answer = joined;
      added = joined !== undefined;
    }
    if (isOver) return;
    if (answer.ok) {
      const hours = categoryOf(app, ticket.category)?.promise?.hours ?? null;
      return arrive(
        {
          view: 'sent',
          ticket: answer.value,
          hours,
          added: added || arrived === true,
        },
        ticket.session?.sid,
      );
    }
    const { problem, status } = answer;
    // Whatever stands between may refuse too, in its own words: that is no answer of the server's.
    if (problem && (problem.errors?.length || (status >= 400 && status < 500 && status !== 408 && status !== 429))) {
      setWaits(false);
      state.value = 'resting';
      refused.value = problem;
      const { form: message = problem.detail } = errorsOf(app, problem);
      if (/^identity/.test(problem.code)) app.emit('error', { code: problem.code, message });
      return;
    }
    fail(problem?.code ?? 'unreachable');
  };
  /** Another try by itself, if there is something to try. */
  const wake = () => {
    const { since = 0 } = draft.now();
    if (waits.value && env.now() - since < KEY_LIVES_MS) void attempt();
  };
  /** Back on a page that was put away: what the pages after it did counts. */
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (!persisted || state.value === 'sending') return;
    draft.again();
    const { fields: written, still_open: isWaiting = false, arrived = false } = draft.now();
    fields.value = written;
    waits.value = isWaiting;
    hasArrived.value = arrived;
    if (name === 'draft') receipt.value = readLetter(store, 'receipt');
    state.value = 'resting';
    wake();
  };
  hostWindow.addEventListener('pageshow', comeBack);
  hostWindow.addEventListener('online', wake);
  // It was on its way when the page went; without its files it waits for whoever wrote it.
  if (lost.value.length) setWaits(false);
  if (waits.value) timer = setTimeout(wake);

  return {
    state,
    refused,
    failure,
    files,
    lost,
    sent,
    waits,
    hasArrived,
    receipt,
    draft: draft.now,
    keep: draft.keep,
    fields,
    /** What is in the form now, kept in the tab. */
    write(now: Fields) {
      fields.value = now;
      draft.keep({ fields: now });
    },
    /** Somebody goes on writing, or wants it back: it is sent when they press Send again. */
    hold() {
      isChanged = true;
      clearTimeout(timer);
      if (waits.value) setWaits(false);
      if (state.value === 'queued') state.value = 'resting';
    },
    /** Send was pressed. */
    press(made: SubmitTicket, chosen: readonly File[] = []): Promise<void> {
      going = chosen;
      lost.value = [];
      const { ticket, tries = [], since } = draft.now();
      const isSame = ticket !== undefined && saysTheSame(ticket, made);
      refused.value = undefined;
      setWaits(true, {
        ...(isSame ? {} : { ticket: made, tries: [...tries.slice(-MOST_TRIES), shortened(made)] }),
        signed: Boolean(app.person.token),
        files: chosen.map(({ name }) => name),
        since: since ?? env.now(),
      });
      return attempt();
    },
    wake,
    /** It is not wanted any more. */
    forget,
    /** The confirmation of this request was seen. */
    seen(number: number) {
      if (receipt.value?.ticket.number === number) setReceipt(undefined);
    },
    stop() {
      isOver = true;
      upload.abort();
      clearTimeout(timer);
      hostWindow.removeEventListener('online', wake);
      hostWindow.removeEventListener('pageshow', comeBack);
    },
  };
});
export type Sending = InstanceType<typeof SendingModel>;

/** What a try said beside its message, of which the server tells. */
function shortened({ message, session, ...rest }: SubmitTicket): Partial<SubmitTicket> {
  return rest;
}

/** The sending of one draft; made when it is first asked for, it lives as long as the panel. */
export function sendingOf(app: App, name: DraftName): Sending {
  const { letters } = app;
  letters[name] ??= new SendingModel(app, name);
  return letters[name];
}

/** After a page load: goes on with what waits, and holds the confirmation that nobody has seen. */
export function resumeLetters(app: App): void {
  if (readLetter(app.store, 'draft')?.still_open || readLetter(app.store, 'receipt')) sendingOf(app, 'draft');
}
