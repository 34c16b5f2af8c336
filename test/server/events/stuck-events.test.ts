// Events that can never be written, and events while nobody can write: the first take no others with them, the second wait.

import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailableError } from '../../../server/db/database-errors.ts';
import { catchUpWithEvents } from '../../../server/events/catch-up.ts';
import { createEventIntake, type EventIntake } from '../../../server/events/event-intake.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const GOOD = 'a'.repeat(32);
const BAD = 'b'.repeat(32);
const ALSO_GOOD = 'c'.repeat(32);
let services: TestServices;
let logged: string;

beforeEach(async () => {
  logged = '';
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged += String(chunk);
      done();
    },
  });
  services = await makeServices({ log: pino({ level: 'info' }, sink) });
});
afterEach(() => services.close());

const batch = (sid: string) => ({
  site: 'default',
  sid,
  receivedAt: '2026-03-02T10:00:00.000Z',
  events: [
    { seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing' },
    { seq: 1, t_ms: 900, type: 'search_performed', search_id: 's1', query: 'refund', result_count: 2 },
  ],
});

async function storedTabs(): Promise<string[]> {
  const rows = await services.db.selectFrom('event').select('sid').distinct().orderBy('sid').execute();
  return rows.map((row) => row.sid);
}

describe('a tab whose events can never be written', () => {
  it('is lost by itself, and counted', async () => {
    await sql`create unique index one_event_of_the_bad on event (site) where sid = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'`.execute(
      services.db,
    );
    for (const sid of [GOOD, BAD, ALSO_GOOD]) services.events.accept(batch(sid));
    await services.events.flush();
    expect(await storedTabs()).toEqual([GOOD, ALSO_GOOD]);
    expect(services.events.waitingOf(BAD)).toEqual([]);
    expect(logged).toMatch(/"lost":2,"msg":"events that cannot be kept are lost"/);
  });
});

describe('events while the database is away', () => {
  let isAway: boolean;
  let intake: EventIntake;
  beforeEach(() => {
    isAway = true;
    const away = () => Promise.reject(new DatabaseUnavailableError('The database does not answer.'));
    intake = createEventIntake({
      ...services,
      writes: { idle: services.writes.idle, write: (job) => (isAway ? away() : services.writes.write(job)) },
    });
  });

  it('wait, and are written when it is back', async () => {
    intake.accept(batch(GOOD));
    await expect(intake.flush()).rejects.toThrow('does not answer');
    expect(intake.waitingOf(GOOD)).toHaveLength(2);
    isAway = false;
    await intake.close();
    expect(await storedTabs()).toEqual([GOOD]);
  });

  it('are refused only when fifty thousand wait', () => {
    const events = Array.from({ length: 50 }, (_, seq) => ({ ...batch(GOOD).events[1], seq }));
    for (let taken = 0; taken < 50_000; taken += 50)
      intake.accept({ ...batch(taken.toString(16).padStart(32, '0')), events });
    expect(() => intake.accept(batch(BAD))).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });
});

describe('events that were written just before the end', () => {
  it('become sessions at the next start', async () => {
    services.events.accept(batch(GOOD));
    await services.events.store();
    expect(await storedTabs()).toEqual([GOOD]);
    const sessions = () => services.db.selectFrom('help_session').select('sid').execute();
    expect(await sessions()).toEqual([]);
    const next = createEventIntake(services);
    await catchUpWithEvents({ db: services.db, events: next });
    await next.flush();
    expect(await sessions()).toEqual([{ sid: GOOD }]);
  });
});
