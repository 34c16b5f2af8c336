// Somebody's requests together: those of a signed identity from the server's list, else those that this tab keeps.
import { createModel, signal } from '@preact/signals-core';
import type { MyRequest } from '../../contract/api/my-requests.ts';
import type { RequesterTicket } from '../../contract/api/tickets.ts';
import type { App } from '../shell/app-context.ts';
import { forgetRequest, type KeptRequest, keptRequests } from './kept-requests.ts';
import { readMine, readTicket } from './request-api.ts';

export interface ListedRequest extends Omit<MyRequest, 'asks'> {
  /** '' where the signed identity opens it. */
  accessKey: string;
}

/** The names stand in view-states.ts. */
export type MyRequestsState =
  | { is: 'loading' }
  | { is: 'ready'; requests: readonly ListedRequest[]; next: string | null }
  | { is: 'empty' }
  /** The page's word on who somebody is holds no longer. */
  | { is: 'signed_out' }
  | { is: 'failed' };

function listed({ key }: KeptRequest, ticket: RequesterTicket): ListedRequest {
  const { number, subject, status, submitted_at, messages } = ticket;
  const unread = messages.filter((message) => message.unread).length;
  const said_at = messages.at(-1)?.at ?? submitted_at;
  return { number, subject, status, submitted_at, said_at, unread, accessKey: key };
}

/** @param most so many of the tab's own are looked up, the newest ones. */
export const MyRequestsModel = createModel((app: App, most: number) => {
  const state = signal<MyRequestsState>({ is: 'loading' });

  const fromServer = async (cursor: string | null): Promise<MyRequestsState> => {
    const answer = await readMine(app, cursor);
    if (!answer.ok) return { is: answer.status === 401 ? 'signed_out' : 'failed' };
    const { requests, next_cursor: next } = answer.value;
    const before = cursor && state.value.is === 'ready' ? state.value.requests : [];
    const all = [...before, ...requests.map(({ asks, ...rest }) => ({ ...rest, accessKey: '' }))];
    return all.length ? { is: 'ready', requests: all, next } : { is: 'empty' };
  };
  const fromTab = async (): Promise<MyRequestsState> => {
    const kept = keptRequests(app).slice(0, most);
    const answers = await Promise.all(
      kept.map(async (one) => ({
        one,
        answer: await readTicket(app, { number: one.number, accessKey: one.key }),
      })),
    );
    const requests = answers.flatMap(({ one, answer }) => (answer.ok ? [listed(one, answer.value)] : []));
    for (const { one, answer } of answers) if (!answer.ok && answer.status === 404) forgetRequest(app, one.number);
    if (answers.some(({ answer }) => !answer.ok && answer.status !== 404)) return { is: 'failed' };
    return requests.length ? { is: 'ready', requests, next: null } : { is: 'empty' };
  };
  /** Only the newest one counts: somebody else may be here by now. */
  let loads = 0;
  const model = {
    state,
    /** `quietly` leaves what is shown until there is something newer. */
    async load(quietly = false) {
      const mine = ++loads;
      if (!quietly) state.value = { is: 'loading' };
      const found = await (app.person.token ? fromServer(null) : fromTab());
      if (mine !== loads) return;
      if (!quietly || /ready|empty/.test(found.is) || state.value.is === 'loading') state.value = found;
    },
    /** The next page of the server's list; what is shown stays where it cannot be had. */
    async more() {
      const now = state.value;
      const found = now.is === 'ready' && now.next ? await fromServer(now.next) : now;
      if (found.is === 'ready') state.value = found;
    },
    /** The page has said who somebody is: what another person sees is not shown for a moment longer. */
    meet() {
      void model.load();
    },
  };
  return model;
});
export type MyRequests = InstanceType<typeof MyRequestsModel>;
