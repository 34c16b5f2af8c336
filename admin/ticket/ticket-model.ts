// One request on its page: reading it, changing it at once and taking it back when refused, and whoever else is there.
import { computed, createModel, signal } from '@preact/signals';
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import type { KindName } from '../../contract/api/ticket-insight.ts';
import type { MoveTicket, PresenceAnswer, PresentPerson, TicketDetail } from '../../contract/api/ticket-work.ts';
import { type Answer, get, type Refusal, send, wordsOf } from '../api-client.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { type Conflict, conflictRows, messagesSince, moveRows, staleIn } from './conflict.ts';
import { labelOf, withChange } from './with-changes.ts';

export type TicketState =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; ticket: TicketDetail };

const PRESENCE_MS = 10_000;
/** Somebody who has not typed for so long is reading. */
const TYPING_MS = 12_000;

export const TicketModel = createModel((number: number, desk: Desk) => {
  const path = `v1/admin/tickets/${number}`;
  const stored = signal<TicketState>({ state: 'loading' });
  const onTheWay = signal<readonly PatchTicket[]>([]);
  const others = signal<readonly PresentPerson[]>([]);
  /** Read, but held back while somebody types, so that nothing jumps. */
  const newer = signal<TicketDetail | null>(null);
  const conflict = signal<(Conflict & { setMine: () => Promise<boolean> }) | null>(null);
  /** Something was done here: then the time on the page counts. */
  const hasWorked = signal(false);
  let isBusyTyping = false;
  let typedAt = Number.NEGATIVE_INFINITY;
  let queue: Promise<unknown> = Promise.resolve();

  const shown = computed<TicketState>(() => {
    const now = stored.value;
    if (now.state !== 'ready') return now;
    const ticket = onTheWay.value.reduce((sum, change) => withChange(sum, change, desk), now.ticket);
    return { state: 'ready', ticket };
  });

  const ticketNow = () => (stored.value.state === 'ready' ? stored.value.ticket : null);
  const take = (ticket: TicketDetail) => {
    stored.value = { state: 'ready', ticket };
    others.value = ticket.others_present;
    newer.value = null;
  };
  /** Whoever changes something waits for the change before, and so names the right version. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = queue.then(act, act);
    queue = turn;
    return turn;
  };
  const ifMatch = (version = ticketNow()?.version ?? 0) => ({ headers: { 'if-match': `"v${version}"` } });

  const load = async () => {
    stored.value = { state: 'loading' };
    const answer = await get<TicketDetail>(path);
    if (!answer.ok) {
      stored.value = { state: 'failed', refusal: answer };
      return;
    }
    take(answer.value);
    tellRead();
  };
  /** The queue no longer shows it as unread to this person; where that fails it only stays bold. */
  const tellRead = () => void send('POST', `${path}/seen`);

  const showNewer = () => {
    const fresh = newer.value;
    const before = ticketNow();
    if (!fresh || !before) return;
    take(fresh);
    tellRead();
    tellWhatIsNew(before, fresh);
  };

  const refresh = async () => {
    const answer = await get<TicketDetail>(path);
    const before = ticketNow();
    if (!answer.ok) {
      // Out of this person's sight since: the page may not go on showing it.
      if (answer.status === 404) stored.value = { state: 'failed', refusal: answer };
      return;
    }
    if (!before || answer.value.version <= before.version || onTheWay.value.length > 0) return;
    newer.value = answer.value;
    if (isBusyTyping) announce('Something was added to this request. It waits until you have finished writing.');
    else showNewer();
  };

  const patch = async (change: PatchTicket, version?: number): Promise<boolean> => {
    const base = ticketNow();
    if (!base) return false;
    hasWorked.value = true;
    onTheWay.value = [...onTheWay.value, change];
    const answer = await inTurn(() => sendPatch(base, change, version));
    onTheWay.value = onTheWay.value.filter((one) => one !== change);
    if (answer === 'in conflict') return false;
    if (!answer.ok) {
      announceFailure(`${wordsOf(answer)} It is as it was before.`);
      return false;
    }
    take(answer.value);
    announce('Kept.');
    return true;
  };

  /** Sends again by itself where somebody changed something else meanwhile; asks where it was the same thing. */
  const sendPatch = async (base: TicketDetail, change: PatchTicket, version?: number) => {
    const answer = await send<TicketDetail>('PATCH', path, change, ifMatch(version));
    const stale = staleIn(answer);
    if (!stale) return answer;
    take(stale.current);
    const rows = conflictRows(base, stale.current, change, desk);
    if (rows.length === 0) return send<TicketDetail>('PATCH', path, change, ifMatch(stale.current.version));
    conflict.value = {
      act: 'change',
      rows,
      changed: stale.changed,
      newMessages: messagesSince(base, stale.current),
      myWords: null,
      setMine: () => patch(change, stale.current.version),
    };
    return 'in conflict' as const;
  };

  /**
   * Takes what a send or a move was answered with; `again` sends the same once more although somebody was quicker, and
   * `wanted` is the status that it moves to.
   */
  const takeAnswer = (
    answer: Answer<TicketDetail>,
    act: 'message' | 'move',
    words: string | null,
    again: () => Promise<boolean>,
    wanted: string | null = null,
  ): boolean => {
    const base = ticketNow();
    const stale = staleIn(answer);
    if (stale && base) {
      take(stale.current);
      conflict.value = {
        act,
        rows: wanted ? moveRows(base, stale.current, labelOf(desk.statuses, wanted) ?? wanted) : [],
        changed: stale.changed,
        newMessages: messagesSince(base, stale.current),
        myWords: words,
        setMine: again,
      };
      return false;
    }
    if (answer.ok) {
      hasWorked.value = true;
      // Whoever sends once more has seen who was quicker.
      conflict.value = null;
      take(answer.value);
    }
    return answer.ok;
  };

  /** Says what kind it is unseen what was said before; the request stays as it is. */
  const readAgain = async (kind: KindName) => {
    const answer = await inTurn(() => send<TicketDetail>('POST', `${path}/second-reading`, { kind }));
    if (!answer.ok) return announceFailure(wordsOf(answer));
    hasWorked.value = true;
    take(answer.value);
    announce(
      answer.value.second_reading?.is === 'alike' ? 'Kept: you both call it the same.' : 'Kept: read differently.',
    );
  };

  const move = (body: MoveTicket) =>
    inTurn(() => send<TicketDetail>('POST', `${path}/status`, body, body.force ? {} : ifMatch()));

  const here = async () => {
    if (document.visibilityState !== 'visible' || !ticketNow()) return;
    const state = Date.now() - typedAt < TYPING_MS ? 'typing' : 'viewing';
    const answer = await send<PresenceAnswer>('POST', `${path}/presence`, { state });
    if (!answer.ok) {
      if (answer.status === 404 && answer.problem?.code === 'ticket_not_found') await refresh();
      return;
    }
    others.value = answer.value.others;
    const known = newer.value?.version ?? ticketNow()?.version ?? 0;
    if (answer.value.version > known) await refresh();
  };

  return {
    ticket: shown,
    others: computed(() => others.value),
    newer: computed(() => newer.value),
    conflict: computed(() => conflict.value),
    hasWorked: computed(() => hasWorked.value),
    path: () => path,
    load,
    refresh,
    showNewer,
    take,
    patch: (change: PatchTicket) => patch(change),
    readAgain,
    move,
    takeAnswer,
    ifMatch,
    inTurn,
    closeConflict: () => {
      conflict.value = null;
    },
    /** Says whether words are being written, to the others and to the refreshing. */
    typing: (isTyping: boolean, isBusy: boolean) => {
      if (isTyping) {
        const wasSilent = Date.now() - typedAt > TYPING_MS;
        typedAt = Date.now();
        if (wasSilent) void here();
      }
      isBusyTyping = isBusy;
      if (!isBusy && newer.value) showNewer();
    },
    /** Tells the others that somebody is here, until the returned function is called. */
    stay: () => {
      const timer = setInterval(here, PRESENCE_MS);
      document.addEventListener('visibilitychange', here);
      void here();
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', here);
      };
    },
  };
});

export type TicketOnPage = InstanceType<typeof TicketModel>;

function tellWhatIsNew(before: TicketDetail, after: TicketDetail): void {
  const [first] = messagesSince(before, after);
  if (first) {
    const what = first.visibility === 'internal' ? 'an internal note' : 'a message';
    announce(`${first.name ?? 'The person'} wrote ${what}.`);
  } else if (before.status !== after.status) announce(`The status is now ${after.status_label}.`);
  else announce('This request was changed.');
}
