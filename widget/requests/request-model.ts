// A request that was sent, read back: what was said, what is new, and what its requester does with it. Whatever is typed
// stays until it has arrived.
import { createModel, signal } from '@preact/signals-core';
import type { RequesterTicket } from '../../contract/api/tickets.ts';
import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Answer } from '../api-client.ts';
import type { App } from '../shell/app-context.ts';
import { forgetRequest } from './kept-requests.ts';
import { refusalOf } from './refusals.ts';
import { type Access, actOnTicket, noteSeen, readTicket, saveFile, sendFiles } from './request-api.ts';

export type RequestState =
  | { is: 'loading' }
  | { is: 'ready'; ticket: RequesterTicket }
  | { is: 'missing' }
  | { is: 'failed' };

/** What a requester can do: `no` and `yes` answer whether it is solved. */
export type Act = 'answer' | 'yes' | 'no' | 'rating';

/** What is typed and not sent. */
interface Typed {
  answer: string;
  /** What is still wrong; undefined until somebody said that something is. */
  still?: string | undefined;
  score: number;
  rated: string;
}

/** All that somebody has begun to answer to one request; it lives as long as the page. */
export interface Reply {
  typed?: Typed;
  files?: readonly File[];
}
const NOTHING_TYPED: Typed = { answer: '', score: 0, rated: '' };

export const RequestModel = createModel((app: App, access: Access) => {
  const { store } = app;
  const state = signal<RequestState>({ is: 'loading' });
  const draftName = `typed-${access.number}`;
  const { [access.number]: reply = {} } = app.replies;
  app.replies[access.number] = reply;
  const typed = signal<Typed>({ ...NOTHING_TYPED, ...store.get<Typed>(draftName), ...reply.typed });
  const files = signal(reply.files ?? []);
  /** Bytes of the files that have gone; null while none go. */
  const sent = signal<number | null>(null);
  const onSent = (bytes: number) => {
    sent.value = bytes;
  };
  const busy = signal<Act | undefined>(undefined);
  const done = signal<Act | undefined>(undefined);
  const wrong = signal<{ act: Act; said: string } | undefined>(undefined);
  /** Moments of what was new when it was first shown here; the mark stays while somebody reads. */
  const fresh = new Set<string>();

  const words = () => app.say('requests', enRequests);
  const ticketNow = () => (state.value.is === 'ready' ? state.value.ticket : undefined);
  /** Of a request that only named readers see, nothing goes to the tab's store. */
  const keep = () => {
    reply.typed = typed.value;
    reply.files = files.value;
    const isEmpty = !Object.values(typed.value).some(Boolean);
    if (ticketNow()?.restricted === false) store.set(draftName, isEmpty ? undefined : typed.value);
  };
  const show = (ticket: RequesterTicket) => {
    for (const { at, unread } of ticket.messages) if (unread) fresh.add(at);
    state.value = { is: 'ready', ticket };
    if (wrong.value?.act === 'answer' && isThere(ticket, typed.value.answer.trim())) {
      // What could not be sent had arrived after all.
      wrong.value = undefined;
      done.value = 'answer';
      files.value = [];
      typed.value = { ...typed.value, answer: '' };
      keep();
    }
    const { still, ...others } = typed.value;
    if (!still || ticket.may.confirm) return;
    // It is asked for no more: the words stand where they can be sent.
    typed.value = { ...others, answer: [others.answer, still].filter(Boolean).join('\n\n') };
    keep();
  };
  const ownWords = (ticket: RequesterTicket | undefined) =>
    (ticket?.messages ?? []).filter(({ from }) => from === 'requester');
  const lastWords = (ticket: RequesterTicket) => ownWords(ticket).at(-1)?.body.trim();
  /** How many words of the requester's there were when an answer was sent first. */
  let before = 0;
  const isThere = (ticket: RequesterTicket, body: string) =>
    ownWords(ticket).length > before && lastWords(ticket) === body;
  const sentenceFor = (answer: Answer<unknown> & { ok: false }) => {
    const { problem, status } = answer;
    if (status === 401) return app.say('writing', enWriting).signInAgain;
    if (!problem || status >= 500) return words().unsent;
    return refusalOf(app, problem);
  };
  const run = async (
    act: Act,
    call: () => Promise<Answer<RequesterTicket>>,
    after: (typed: Typed) => Typed,
    /** Whether it is done in what is there now. */
    isDone: (now: RequesterTicket) => boolean,
  ) => {
    if (busy.value) return;
    busy.value = act;
    wrong.value = done.value = undefined;
    const answer = await call();
    let ticket = answer.ok ? answer.value : undefined;
    if (!answer.ok && (!answer.status || answer.status >= 500 || answer.status === 409)) {
      // It may have arrived although the answer was lost, by this press or by one before it: then it is not sent again.
      const again = await readTicket(app, access);
      if (again.ok && isDone(again.value)) ticket = again.value;
      else if (again.ok) show(again.value);
    }
    busy.value = undefined;
    sent.value = null;
    if (!ticket) {
      wrong.value = { act, said: answer.ok ? '' : sentenceFor(answer) };
      return;
    }
    done.value = act;
    typed.value = after(typed.value);
    keep();
    show(ticket);
  };

  const model = {
    state,
    typed,
    files,
    sent,
    busy,
    done,
    wrong,
    /** New when it was first shown here. */
    isFresh: (at: string) => fresh.has(at),
    /** Hands a file to the browser; false where it could not be had. */
    saveFile: (file: { url: string; name: string }) => saveFile(app, access, file),
    /** `quietly` leaves what is shown as it is until there is something newer. */
    async load(quietly = false) {
      if (!quietly) state.value = { is: 'loading' };
      const answer = await readTicket(app, access);
      if (busy.value) return;
      if (answer.ok) return show(answer.value);
      if (quietly) return;
      if (answer.status === 404) forgetRequest(app, access.number);
      state.value = { is: answer.status === 404 ? 'missing' : 'failed' };
    },
    /** Somebody has it in front of them: what is new counts as read. */
    noteShown() {
      const newest = ticketNow()?.messages.filter(({ unread }) => unread);
      const last = newest?.at(-1);
      if (last) noteSeen(app, access, last.at);
    },
    type(changed: Partial<Typed>) {
      typed.value = { ...typed.value, ...changed };
      wrong.value = undefined;
      keep();
    },
    refuse(act: Act, said: string) {
      wrong.value = { act, said };
    },
    setFiles(list: readonly File[]) {
      files.value = list;
      keep();
    },
    answer() {
      const body = typed.value.answer.trim();
      if (!body) {
        wrong.value = { act: 'answer', said: words().empty };
        return Promise.resolve();
      }
      before = ownWords(ticketNow()).length;
      const call = () =>
        files.value.length
          ? sendFiles(app, access, body, files.value, onSent)
          : actOnTicket(app, access, 'messages', { body });
      const after = (now: Typed) => {
        files.value = [];
        return { ...now, answer: '' };
      };
      return run('answer', call, after, (now) => isThere(now, body));
    },
    /** The word of whoever asked: is it solved? */
    confirm(solved: boolean) {
      const comment = solved ? '' : (typed.value.still ?? '').trim();
      const body = { solved, ...(comment ? { comment } : {}) };
      const call = () => actOnTicket(app, access, 'confirmation', body);
      // A yes has ended it; a no has opened it again, with what was said.
      const isDone = (now: RequesterTicket) =>
        !now.may.confirm && now.may.rate === solved && (!comment || lastWords(now) === comment);
      return run(solved ? 'yes' : 'no', call, ({ still, ...rest }) => rest, isDone);
    },
    rate() {
      const { score, rated } = typed.value;
      if (!score) {
        wrong.value = { act: 'rating', said: words().rateMissing };
        return Promise.resolve();
      }
      const comment = rated.trim();
      const body = { score, ...(comment ? { comment } : {}) };
      const call = () => actOnTicket(app, access, 'satisfaction', body);
      const status = ticketNow()?.status;
      const isDone = (now: RequesterTicket) => !now.may.rate && now.status === status;
      return run('rating', call, (now) => ({ ...now, score: 0, rated: '' }), isDone);
    },
    /** The page has said who somebody is: what the signed identity opened may be another person's now. */
    meet() {
      if (!access.accessKey) void model.load();
    },
  };
  return model;
});
export type Request = InstanceType<typeof RequestModel>;
