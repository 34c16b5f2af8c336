// Takes usage events from browsers: parsed and scrubbed at once, written together a moment later, and the sessions that
// they are derived a moment after that, so that a flood of them never delays a request. A crash may lose up to a second of
// events; a ticket carries its own trail.
import type { Logger } from 'pino';
import { databaseTroubleOf } from '../db/database-errors.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { AppError } from '../errors.ts';
import { localeIn, parseClientEvent, scrubEvent, type UsageEvent } from '../method/events.ts';
import { groupBy } from '../method/group-by.ts';
import { createRollupChanges } from '../rollups/rollup-changes.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { scrubOptionsOf } from '../settings/site-scrub.ts';
import { deriveTab, insertBatches, type TabEvents } from './store-events.ts';

const STORE_AFTER_MS = 250;
/** A tab sends several batches in a second or two: its sessions are derived once for all of them. */
const DERIVE_AFTER_MS = 1_000;
/** After a write that failed. */
const RETRY_AFTER_MS = 5_000;
/** Events that may wait in memory; above it the answer is 503, and the widget keeps them. */
const MAX_WAITING_EVENTS = 50_000;
/** Written in one transaction: what they add to the same daily counts is written once for all of them. */
export const TABS_PER_COMMIT = 100;

export interface EventIntake {
  /** Takes what is good of a batch and counts the rest. @throws AppError unavailable when too many wait. */
  accept(batch: { site: string; sid: string; receivedAt: string; events: readonly unknown[] }): {
    accepted: number;
    ignored: number;
  };
  /** The events of a tab that are taken but not written yet. */
  waitingOf(sid: string): readonly UsageEvent[];
  /** Has a tab's sessions derived anew with the next write. */
  touch(sid: string): void;
  /** Writes all events that wait; their sessions follow by themselves. */
  store(): Promise<void>;
  /** Writes all that waits, and the sessions that it makes. */
  flush(): Promise<void>;
  /** Writes all that waits and stops the timer. */
  close(): Promise<void>;
}

export function createEventIntake(services: { writes: WriteQueue; settings: Settings; log: Logger }): EventIntake {
  let waiting: TabEvents[] = [];
  let touched = new Set<string>();
  let count = 0;
  const timers: { store: NodeJS.Timeout | null; derive: NodeJS.Timeout | null } = { store: null, derive: null };
  let closed = false;
  let running: Promise<void> = Promise.resolve();

  function schedule(what: 'store' | 'derive', afterMs: number): void {
    if (timers[what] || closed) return;
    timers[what] = setTimeout(() => {
      timers[what] = null;
      inTurn(what === 'store' ? storeWaiting : deriveTouched).catch((error: unknown) =>
        services.log.error({ err: error }, 'events could not be written'),
      );
    }, afterMs);
    timers[what].unref();
  }

  /** One at a time, so that who waits for it knows that what was taken before it is written too. */
  function inTurn(job: () => Promise<void>): Promise<void> {
    const next = running.catch(() => undefined).then(job);
    running = next;
    return next;
  }

  async function storeWaiting(): Promise<void> {
    const bySid = groupBy(waiting, ({ sid }) => sid);
    waiting = [];
    count = 0;
    await inCommits([...bySid.keys()], {
      write: async (sids) => {
        const batches = sids.flatMap((sid) => bySid.get(sid) ?? []);
        await services.writes.write((trx) => insertBatches(trx, batches));
        for (const sid of sids) touch(sid);
      },
      keep: (sids) => {
        // What could not be written, on a full disk for instance, waits; `accept` bounds how much that can be.
        const batches = sids.flatMap((sid) => bySid.get(sid) ?? []);
        waiting = [...batches, ...waiting];
        count += eventsOf(batches);
        schedule('store', RETRY_AFTER_MS);
      },
      lose: (sid, error) => {
        const lost = eventsOf(bySid.get(sid) ?? []);
        services.log.error({ err: error, lost }, 'events that cannot be kept are lost');
      },
    });
  }

  async function deriveTouched(): Promise<void> {
    const sids = [...touched];
    touched = new Set();
    await inCommits(sids, {
      write: (some) =>
        services.writes.write(async (trx) => {
          const counts = createRollupChanges();
          for (const sid of some) await deriveTab(trx, services.settings, sid, counts);
          await counts.write(trx);
        }),
      keep: (some) => {
        touched = new Set([...some, ...touched]);
        schedule('derive', RETRY_AFTER_MS);
      },
      lose: (_sid, error) => services.log.error({ err: error }, 'the sessions of a tab cannot be derived'),
    });
  }

  function touch(sid: string): void {
    touched.add(sid);
    schedule('derive', DERIVE_AFTER_MS);
  }

  const flush = () => inTurn(() => storeWaiting().then(deriveTouched));

  return {
    accept({ site, sid, receivedAt, events }) {
      if (count + events.length > MAX_WAITING_EVENTS) throw new AppError('unavailable', { retryAfter: 5 });
      const parsed = events.flatMap((raw) => parseClientEvent(raw) ?? []);
      const scrub = scrubOptionsOf(services.settings, site, localeIn(parsed));
      const good = parsed.map((event) => scrubEvent(event, scrub));
      if (good.length > 0) {
        waiting.push({ site, sid, receivedAt, events: good });
        count += good.length;
        schedule('store', STORE_AFTER_MS);
      }
      return { accepted: good.length, ignored: events.length - good.length };
    },
    waitingOf: (sid) => waiting.filter((tab) => tab.sid === sid).flatMap((tab) => tab.events),
    touch,
    store: () => inTurn(storeWaiting),
    flush,
    async close() {
      closed = true;
      for (const timer of Object.values(timers)) if (timer) clearTimeout(timer);
      await flush().catch((error: unknown) => services.log.error({ err: error }, 'the last events are lost'));
    },
  };
}

/** Whether the same write may succeed later: the database is away, or full. */
function isPassing(error: unknown): boolean {
  const trouble = databaseTroubleOf(error);
  return trouble === 'unavailable' || trouble === 'full';
}

function eventsOf(batches: readonly TabEvents[]): number {
  return batches.reduce((sum, { events }) => sum + events.length, 0);
}

/**
 * Writes tabs some at a time. One that no try will ever write takes nobody with it and is lost; the others are kept when
 * the database cannot take them now. @throws what kept them.
 */
async function inCommits(
  sids: readonly string[],
  how: {
    write(some: string[]): Promise<void>;
    keep(some: string[]): void;
    lose(sid: string, error: unknown): void;
  },
): Promise<void> {
  for (let at = 0; at < sids.length; at += TABS_PER_COMMIT) {
    const part = sids.slice(at, at + TABS_PER_COMMIT);
    try {
      await how.write(part);
    } catch (failure) {
      const { done, passing } = isPassing(failure) ? { done: 0, passing: failure } : await oneByOne(part, how);
      if (passing === null) continue;
      how.keep(sids.slice(at + done));
      throw passing;
    }
  }
}

/** @returns how many are settled, and what keeps the others waiting. */
async function oneByOne(
  sids: readonly string[],
  how: { write(some: string[]): Promise<void>; lose(sid: string, error: unknown): void },
): Promise<{ done: number; passing: unknown }> {
  for (const [done, sid] of sids.entries()) {
    try {
      await how.write([sid]);
    } catch (error) {
      if (isPassing(error)) return { done, passing: error };
      how.lose(sid, error);
    }
  }
  return { done: sids.length, passing: null };
}
