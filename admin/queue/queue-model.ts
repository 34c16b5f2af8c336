// The list of requests: reading it page by page, keeping it fresh without jumping, the row one is on, what is selected.
import { batch, computed, createModel, signal } from '@preact/signals';
import type { Desk } from '../../contract/api/desk.ts';
import type { QueueRow, TicketPage } from '../../contract/api/queue.ts';
import { get, type Refusal } from '../api-client.ts';
import { type Asked, addressOf } from './queue-address.ts';
import { keepList, keptList } from './queue-memory.ts';

export type ListState =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; rows: readonly QueueRow[]; total: number; nextCursor: string | null };

type Ready = Extract<ListState, { state: 'ready' }>;

const PAGE = 50;
/** A longer list is refreshed in its first so many rows. */
const MOST_REFRESHED = 300;
const PATH = 'v1/admin/tickets';

export const QueueModel = createModel((desk: Desk) => {
  const list = signal<ListState>({ state: 'loading' });
  const current = signal<number | null>(null);
  const selected = signal<ReadonlySet<number>>(new Set());
  /** Read by a refresh, shown when somebody asks for it: nothing jumps under the hand. */
  const waiting = signal<{ page: Ready; added: number } | null>(null);
  const isLoadingMore = signal(false);
  const moreRefusal = signal<Refusal | null>(null);
  const isOffline = signal(false);
  const now = signal(Date.now());
  const asked = signal<Asked | null>(null);
  /** Answers to an older question are dropped. */
  let turn = 0;
  let anchor: number | null = null;

  const rows = computed(() => (list.value.state === 'ready' ? list.value.rows : []));
  const readPage = (limit: number, cursor: string | null) =>
    get<TicketPage>(PATH, { ...asked.value?.filters, sort: asked.value?.sort, limit, cursor });

  const show = (page: Ready) => {
    batch(() => {
      const before = rows.value.findIndex(({ number }) => number === current.value);
      list.value = page;
      waiting.value = null;
      moreRefusal.value = null;
      now.value = Date.now();
      const numbers = new Set(page.rows.map(({ number }) => number));
      selected.value = new Set([...selected.value].filter((number) => numbers.has(number)));
      // The row that took the place of the one that is gone.
      if (current.value !== null && !numbers.has(current.value))
        current.value = page.rows[Math.min(Math.max(before, 0), page.rows.length - 1)]?.number ?? null;
    });
  };

  /** As many rows as are shown, read again from the start; null without an answer, or when another list is meant by now. */
  const readAgain = async (): Promise<Ready | null> => {
    const mine = turn;
    const wanted = Math.min(Math.max(rows.value.length, PAGE), MOST_REFRESHED);
    const found: QueueRow[] = [];
    let cursor: string | null = null;
    let total = 0;
    do {
      const page = await readPage(Math.min(wanted - found.length, desk.limits.page_size), cursor);
      if (mine !== turn) return null;
      isOffline.value = !page.ok;
      if (!page.ok) return null;
      found.push(...page.value.tickets);
      cursor = page.value.next_cursor;
      total = page.value.total;
    } while (cursor !== null && found.length < wanted);
    return { state: 'ready', rows: found, total, nextCursor: cursor };
  };

  const load = async () => {
    turn += 1;
    const mine = turn;
    list.value = { state: 'loading' };
    waiting.value = null;
    const page = await readPage(PAGE, null);
    if (mine !== turn) return;
    if (page.ok) {
      const { tickets, total, next_cursor } = page.value;
      show({ state: 'ready', rows: tickets, total, nextCursor: next_cursor });
    } else list.value = { state: 'failed', refusal: page };
  };

  const reload = async () => {
    const fresh = await readAgain();
    if (fresh) show(fresh);
  };

  return {
    list: computed(() => list.value),
    rows,
    /** What the list was asked for. */
    asked: computed(() => asked.value),
    current: computed(() => current.value),
    selected: computed(() => selected.value),
    /** How many requests came since the list was read. */
    added: computed(() => waiting.value?.added ?? 0),
    isLoadingMore: computed(() => isLoadingMore.value),
    moreRefusal: computed(() => moreRefusal.value),
    /** The last refresh had no answer; what is shown may be old. */
    isOffline: computed(() => isOffline.value),
    now: computed(() => now.value),

    /** Shows another list. @returns how far down it was left, or null where it was not left in this tab. */
    async ask(next: Asked): Promise<number | null> {
      batch(() => {
        asked.value = next;
        selected.value = new Set();
        current.value = null;
        anchor = null;
      });
      const kept = keptList(desk.me.id, addressOf(next));
      if (!kept) {
        await load();
        return null;
      }
      turn += 1;
      show({ state: 'ready', rows: kept.rows, total: kept.total, nextCursor: kept.nextCursor });
      current.value = kept.current;
      // What was done meanwhile, on the request that one comes back from above all, is not in what was kept.
      void reload();
      return kept.scroll;
    },
    load,

    async more() {
      const before = list.value;
      if (before.state !== 'ready' || before.nextCursor === null || isLoadingMore.value) return;
      const mine = turn;
      isLoadingMore.value = true;
      moreRefusal.value = null;
      const page = await readPage(PAGE, before.nextCursor);
      isLoadingMore.value = false;
      if (mine !== turn) return;
      if (!page.ok) {
        moreRefusal.value = page;
        return;
      }
      const shown = new Set(rows.value.map(({ number }) => number));
      const { tickets, total, next_cursor } = page.value;
      const added = tickets.filter(({ number }) => !shown.has(number));
      list.value = { state: 'ready', rows: [...rows.value, ...added], total, nextCursor: next_cursor };
    },

    /** Reads it again: what is shown is brought up to date in its place, what is new waits to be asked for. */
    async refresh() {
      if (list.value.state !== 'ready') return;
      const fresh = await readAgain();
      if (!fresh) return;
      const shown = new Set(rows.value.map(({ number }) => number));
      const added = fresh.rows.filter(({ number }) => !shown.has(number)).length;
      const byNumber = new Map(fresh.rows.map((row) => [row.number, row]));
      batch(() => {
        now.value = Date.now();
        if (list.value.state !== 'ready') return;
        list.value = { ...list.value, rows: rows.value.map((row) => byNumber.get(row.number) ?? row) };
        waiting.value = added > 0 ? { page: fresh, added } : null;
      });
    },
    /** Shows what waits. */
    showAdded() {
      if (waiting.value) show(waiting.value.page);
    },
    /** Reads and shows it again after something was changed here. */
    reload,

    move(by: number) {
      const at = rows.value.findIndex(({ number }) => number === current.value);
      const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.value.length - 1);
      current.value = rows.value[next]?.number ?? null;
    },
    goTo(number: number) {
      current.value = number;
    },
    /** Selects one, or all from the last selected one to it. */
    select(number: number, isRange = false) {
      const next = new Set(selected.value);
      const numbers = rows.value.map((row) => row.number);
      const [from, to] = [numbers.indexOf(anchor ?? number), numbers.indexOf(number)];
      if (isRange && from >= 0 && from !== to) {
        for (const one of numbers.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
      } else if (next.has(number)) next.delete(number);
      else next.add(number);
      anchor = number;
      selected.value = next;
    },
    selectAll() {
      selected.value = new Set(rows.value.map(({ number }) => number));
    },
    clear() {
      selected.value = new Set();
    },
    /** Keeps the place for when one comes back. */
    leave(scroll: number) {
      if (!asked.value || list.value.state !== 'ready') return;
      const { total, nextCursor } = list.value;
      keepList(desk.me.id, addressOf(asked.value), {
        rows: rows.value,
        nextCursor,
        total,
        current: current.value,
        scroll,
      });
    },
  };
});
export type Queue = InstanceType<typeof QueueModel>;
