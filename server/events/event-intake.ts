// Takes usage events from browsers: parsed and scrubbed at once, written together a moment later, so that a flood of
// them never delays a request. A crash may lose up to a second of events; a ticket carries its own trail.
import type { Logger } from 'pino';
import { databaseTroubleOf } from '../db/database-errors.ts';
import type { WriteQueue } from '../db/write-queue.ts';
import { AppError } from '../errors.ts';
import { parseClientEvent, scrubEvent, type UsageEvent } from '../method/events.ts';
import { createRollupChanges } from '../rollups/rollup-changes.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { deriveTab, insertEvents } from './store-events.ts';

const FLUSH_AFTER_MS = 250;
/** After a write that failed. */
const RETRY_AFTER_MS = 5_000;
/** Events that may wait in memory; above it the answer is 503, and the widget keeps them. */
const MAX_WAITING_EVENTS = 50_000;
const TABS_PER_COMMIT = 50;

interface Tab {
  site: string;
  sid: string;
  receivedAt: string;
  events: UsageEvent[];
}

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
  /** Writes all that waits. */
  flush(): Promise<void>;
  /** Writes all that waits and stops the timer. */
  close(): Promise<void>;
}

export function createEventIntake(services: { writes: WriteQueue; settings: Settings; log: Logger }): EventIntake {
  let waiting: Tab[] = [];
  let touched = new Set<string>();
  let count = 0;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let flushing: Promise<void> = Promise.resolve();

  function schedule(afterMs = FLUSH_AFTER_MS): void {
    if (timer || closed) return;
    timer = setTimeout(() => {
      timer = null;
      flush().catch((error: unknown) => services.log.error({ err: error }, 'events could not be written'));
    }, afterMs);
    timer.unref();
  }

  /** One at a time, so that who waits for it knows that what a flush before it took is written too. */
  function flush(): Promise<void> {
    const next = flushing.catch(() => undefined).then(writeWaiting);
    flushing = next;
    return next;
  }

  async function writeWaiting(): Promise<void> {
    const tabs = waiting;
    const sids = new Set([...tabs.map((tab) => tab.sid), ...touched]);
    waiting = [];
    touched = new Set();
    count = 0;
    const bySid = groupBySid(tabs);
    const all = [...sids];
    for (let at = 0; at < all.length; at += TABS_PER_COMMIT) {
      const part = all.slice(at, at + TABS_PER_COMMIT);
      try {
        await writeTabs(part, bySid);
      } catch (error) {
        if (isPassing(error)) {
          keepForLater(all.slice(at), bySid);
          throw error;
        }
        await writeOneByOne(part, bySid);
      }
    }
  }

  function writeTabs(sids: string[], bySid: Map<string, Tab[]>): Promise<void> {
    return services.writes.write(async (trx) => {
      const counts = createRollupChanges();
      for (const sid of sids) {
        for (const tab of bySid.get(sid) ?? []) await insertEvents(trx, tab, tab.events);
        await deriveTab(trx, services.settings, sid, counts);
      }
      await counts.write(trx);
    });
  }

  /** A tab that no try will ever write takes nobody with it, and is counted. */
  async function writeOneByOne(sids: string[], bySid: Map<string, Tab[]>): Promise<void> {
    for (const [at, sid] of sids.entries()) {
      try {
        await writeTabs([sid], bySid);
      } catch (error) {
        if (isPassing(error)) {
          keepForLater(sids.slice(at), bySid);
          throw error;
        }
        const lost = (bySid.get(sid) ?? []).reduce((sum, tab) => sum + tab.events.length, 0);
        services.log.error({ err: error, lost }, 'events that cannot be kept are lost');
      }
    }
  }

  /** What could not be written, on a full disk for instance, waits for the next try; `accept` bounds how much that can be. */
  function keepForLater(sids: string[], bySid: Map<string, Tab[]>): void {
    const tabs = sids.flatMap((sid) => bySid.get(sid) ?? []);
    waiting = [...tabs, ...waiting];
    touched = new Set([...sids, ...touched]);
    count += tabs.reduce((sum, tab) => sum + tab.events.length, 0);
    schedule(RETRY_AFTER_MS);
  }

  return {
    accept({ site, sid, receivedAt, events }) {
      if (count + events.length > MAX_WAITING_EVENTS) throw new AppError('unavailable', { retryAfter: 5 });
      const good = events.flatMap((raw) => {
        const event = parseClientEvent(raw);
        return event ? [scrubEvent(event)] : [];
      });
      if (good.length > 0) {
        waiting.push({ site, sid, receivedAt, events: good });
        count += good.length;
        schedule();
      }
      return { accepted: good.length, ignored: events.length - good.length };
    },
    waitingOf: (sid) => waiting.filter((tab) => tab.sid === sid).flatMap((tab) => tab.events),
    touch(sid) {
      touched.add(sid);
      schedule();
    },
    flush,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      timer = null;
      await flush().catch((error: unknown) => services.log.error({ err: error }, 'the last events are lost'));
    },
  };
}

/** Whether the same write may succeed later: the database is away, or full. */
function isPassing(error: unknown): boolean {
  const trouble = databaseTroubleOf(error);
  return trouble === 'unavailable' || trouble === 'full';
}

function groupBySid(tabs: Tab[]): Map<string, Tab[]> {
  const groups = new Map<string, Tab[]>();
  for (const tab of tabs) groups.set(tab.sid, [...(groups.get(tab.sid) ?? []), tab]);
  return groups;
}
