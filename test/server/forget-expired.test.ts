// What has been kept for as long as it may be is forgotten, and nothing else.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetExpired } from '../../server/forget-expired.ts';
import { apiOf } from '../support/call-api.ts';
import { makeServices, type TestServices } from '../support/make-services.ts';

const DAY = 86_400_000;
const ASKED = 'a'.repeat(32);
const LOOKED = 'b'.repeat(32);
let services: TestServices;

beforeAll(async () => {
  services = await makeServices();
});
afterAll(() => services.close());

async function counts() {
  const of = async (table: 'event' | 'help_session' | 'search' | 'idempotency' | 'ticket' | 'ticket_trail') => {
    const { n } = await services.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  return {
    events: await of('event'),
    sessions: await of('help_session'),
    searches: await of('search'),
    keys: await of('idempotency'),
    tickets: await of('ticket'),
    trails: await of('ticket_trail'),
  };
}

it('forgets the keys of retries after a day, events after 90 days, sessions without a request after 13 months', async () => {
  const api = apiOf(services);
  const trail = [
    { seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing' },
    { seq: 1, t_ms: 3_000, type: 'search_performed', search_id: 's1', query: 'refund', result_count: 0 },
  ];
  await api.post('/api/v1/events', { v: 1, site: 'default', sid: LOOKED, events: trail });
  await api.submitted({ session: { sid: ASKED, trail } });
  await services.events.flush();
  const fresh = { events: 5, sessions: 2, searches: 2, keys: 1, tickets: 1, trails: 1 };
  await forgetExpired(services);
  expect(await counts()).toEqual(fresh);

  services.clock.advance(1.01 * DAY);
  await forgetExpired(services);
  expect(await counts()).toEqual({ ...fresh, keys: 0 });

  services.clock.advance(90 * DAY);
  await forgetExpired(services);
  expect(await counts()).toEqual({ ...fresh, keys: 0, events: 0 });

  services.clock.advance(306 * DAY);
  await forgetExpired(services);
  expect(await counts()).toEqual({ ...fresh, keys: 0, events: 0, sessions: 1, searches: 1 });
});
