// What ends and expires is put away once, also when two processes on one database do it at the same moment.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeSessions } from '../../server/events/close-sessions.ts';
import { forgetExpired } from '../../server/forget-expired.ts';
import { apiOf } from '../support/call-api.ts';
import { makeServices, type TestServices } from '../support/make-services.ts';

const HOUR = 3_600_000;
let folder: string;
let one: TestServices;
let other: TestServices;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-housekeeping-'));
  const database = join(folder, 'desk.db');
  one = await makeServices({ database });
  other = await makeServices({ database });
});
afterAll(async () => {
  await one.close();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

it('agrees', async () => {
  const events = [{ seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing' }];
  const tabs = Array.from({ length: 20 }, (_, at) => (at + 1).toString(16).padStart(32, '0'));
  const apis = [apiOf(one), apiOf(other)];
  for (const [at, sid] of tabs.entries())
    await apis[at % 2]?.post('/api/v1/events', { v: 1, site: 'default', sid, events });
  await Promise.all([one.events.flush(), other.events.flush()]);
  await apis[0]?.submitted();

  for (const services of [one, other]) services.clock.advance(25 * HOUR);
  const tidy = (services: TestServices) => closeSessions(services).then(() => forgetExpired(services));
  await Promise.all([tidy(one), tidy(other), tidy(one), tidy(other)]);
  const sessions = await one.db
    .selectFrom('help_session')
    .select(['end_reason', 'provisional'])
    .where('end_reason', '=', 'idle')
    .where('provisional', '=', 0)
    .execute();
  expect(sessions).toHaveLength(tabs.length);
  expect(await other.db.selectFrom('idempotency').select('key').execute()).toEqual([]);
  expect(await other.db.selectFrom('ticket').select('number').execute()).toHaveLength(1);
});
