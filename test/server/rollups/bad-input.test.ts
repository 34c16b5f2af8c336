// What browsers, bots and strangers send: the figures of attempts stay right, or leave it out.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HelpOutcomes } from '../../../contract/api/reports.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { MAX_EVENTS_PER_SESSION } from '../../../server/method/events.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let tabs = 0;

beforeEach(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
});
afterEach(() => services.close());

const START = { type: 'session_started', page_key: '/billing', locale: 'en' };
const SEARCH = { type: 'search_performed', search_id: 's', query: 'refund', result_count: 1, result_ids: ['refunds'] };
const OPEN = {
  type: 'article_opened',
  view_id: 'v',
  article_id: 'refunds',
  source: 'search',
  search_id: 's',
  position: 1,
};
const CLOSE = { type: 'article_closed', view_id: 'v', active_ms: 12_000, max_scroll_pct: 90, close_source: 'user' };
const YES = { type: 'answer_voted', view_id: 'v', value: 'yes' };
const ANSWERED = [START, SEARCH, OPEN, CLOSE, YES];

const numbered = (events: readonly object[]) => events.map((event, seq) => ({ seq, t_ms: seq * 5_000, ...event }));

function newTab(): string {
  tabs += 1;
  return tabs.toString(16).padStart(32, '0');
}

const send = (sid: string, events: readonly object[], headers: Record<string, string> = {}) =>
  api.post('/api/v1/events', { v: 1, site: 'default', sid, events }, headers);

async function figure<Data>(name: string, query = 'from=2026-03-01&to=2026-03-31&min_n=1'): Promise<Data> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?${query}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { data: Data }).data;
}
const outcomes = (query?: string) => figure<HelpOutcomes>('help_outcomes', query);

describe('events that come in a bad way', () => {
  it('count the same in any order and number of deliveries', async () => {
    const events = numbered(ANSWERED);
    const sid = newTab();
    for (const some of [
      events.slice(3),
      events.slice(0, 2).reverse(),
      events.slice(1, 4),
      events,
      [...events].reverse(),
    ])
      await send(sid, some);
    expect(await outcomes()).toMatchObject({ attempted: 1, answered: 1 });
    expect(await figure('search_ctr')).toMatchObject({ num: 1, den: 1 });
    expect(await figure('helpful_rate')).toMatchObject({ num: 1, den: 1 });
    expect(await figure('vote_rate')).toMatchObject({ num: 1, den: 1 });
  });

  it('count for the day of their session when they come a day late', async () => {
    const sid = newTab();
    const events = numbered(ANSWERED);
    await send(sid, events.slice(0, 3));
    expect(await outcomes('from=2026-03-02&to=2026-03-02')).toMatchObject({ unanswered: 1, answered: 0 });
    services.clock.advance(86_400_000);
    await send(sid, events.slice(3));
    expect(await outcomes('from=2026-03-02&to=2026-03-02')).toMatchObject({ attempted: 1, unanswered: 0, answered: 1 });
    expect(await outcomes('from=2026-03-03&to=2026-03-03')).toMatchObject({ attempted: 0 });
  });

  it('count for the day on which the server got them, whatever the clock of the browser', async () => {
    await send(
      newTab(),
      numbered(ANSWERED).map((event) => ({ ...event, at: '1999-01-01T00:00:00Z', now: 9e15 })),
    );
    const answer = await send(newTab(), [
      { ...START, seq: 0, t_ms: 9e15 },
      { ...SEARCH, seq: 1, t_ms: -5 },
    ]);
    expect(answer.json).toEqual({ accepted: 0, ignored: 2 });
    expect(await outcomes('from=2026-03-02&to=2026-03-02')).toMatchObject({ attempted: 1, answered: 1 });
  });

  it('of articles that nobody knows count as attempts, and the article stands under the name that was sent', async () => {
    const stranger = { ...OPEN, article_id: 'no-such-article' };
    await send(newTab(), numbered([START, SEARCH, stranger, CLOSE, YES]));
    expect(await outcomes()).toMatchObject({ attempted: 1, answered: 1 });
    expect(await figure('vote_rate')).toMatchObject({ num: 1, den: 1 });
  });

  it('are kept up to a limit, when somebody sends a hundred thousand of one session', async () => {
    const sid = newTab();
    await send(sid, numbered([START]));
    for (let from = 1; from <= 100_000; from += LIMITS.eventBatch) {
      const length = Math.min(LIMITS.eventBatch, 100_001 - from);
      const events = Array.from({ length }, (_, at) => ({
        ...SEARCH,
        search_id: `s${from + at}`,
        seq: from + at,
        t_ms: from + at,
      }));
      services.events.accept({ site: 'default', sid, receivedAt: services.clock.now().toISOString(), events });
      if (from % 20_000 < LIMITS.eventBatch) await services.events.flush();
    }
    expect(await outcomes()).toMatchObject({ attempted: 1, unanswered: 1 });
    const { den } = await figure<{ den: number }>('zero_result_rate');
    expect(den).toBeLessThan(MAX_EVENTS_PER_SESSION);
  });

  it('of bots and of staff count nowhere', async () => {
    await send(newTab(), numbered(ANSWERED), { 'user-agent': 'Examplebot/2.1 (+https://example.com/bot)' });
    await send(newTab(), numbered([{ ...START, is_staff: true }, ...ANSWERED.slice(1)]));
    expect(await outcomes()).toMatchObject({ attempted: 0, no_attempt: 0 });
    expect(await figure('failed_searches')).toEqual({ rows: [], hidden: 0 });
    expect(await figure('search_ctr')).toMatchObject({ den: 0 });
  });

  it('with names that mean something to programs are names', async () => {
    const odd = { ...START, page_key: '/__proto__', locale: 'constructor', audience: "'; drop table attempt_day; --" };
    await send(newTab(), numbered([odd, { ...SEARCH, query: '__proto__' }]));
    const query = 'from=2026-03-02&to=2026-03-02';
    for (const filter of [
      'page_key=/__proto__',
      'locale=constructor',
      `audience=${encodeURIComponent("'; drop table attempt_day; --")}`,
    ])
      expect(await outcomes(`${query}&${filter}`)).toMatchObject({ attempted: 1 });
    expect(await outcomes(`${query}&page_key=/other`)).toMatchObject({ attempted: 0 });
  });
});

describe('a figure that is narrowed', () => {
  it('adds up to the whole one', async () => {
    await send(newTab(), numbered(ANSWERED));
    await send(newTab(), numbered([{ ...START, locale: 'de', page_key: '/account' }, SEARCH]));
    await send(newTab(), numbered([{ type: 'session_started', page_key: '/elsewhere' }, SEARCH]));
    const query = 'from=2026-03-02&to=2026-03-02';
    expect(await outcomes(query)).toMatchObject({ attempted: 3, answered: 1, unanswered: 2 });
    expect(await outcomes(`${query}&locale=de`)).toMatchObject({ attempted: 1, unanswered: 1 });
    expect(await outcomes(`${query}&locale=en&target_group=billing`)).toMatchObject({ attempted: 1, answered: 1 });
    expect(await outcomes(`${query}&channel=widget`)).toMatchObject({ attempted: 3 });
    expect(await outcomes(`${query}&channel=phone`)).toMatchObject({ attempted: 0 });
  });
});
