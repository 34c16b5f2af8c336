// The figures on answers, waiting, costs and channels, as they come out of real requests that somebody worked on.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let viewer: { authorization: string };
/** The day on which all of it happens, and the one on which figures are asked for. */
let day = '';

async function act(number: number, action: string, body: object, method = 'POST'): Promise<void> {
  const seen = await api.get(`/api/v1/admin/tickets/${number}`, admin);
  const etag = { 'if-match': seen.headers.get('etag') ?? '' };
  const path = `/api/v1/admin/tickets/${number}${action}`;
  const answer = await api.call(method, path, body, { ...admin, ...(method === 'PATCH' ? etag : {}) });
  expect(answer.status, answer.text).toBeLessThan(300);
}
const reply = (number: number) => act(number, '/messages', { visibility: 'public', body: 'Here is how.' });
const close = (number: number, answer: object) => act(number, '/status', { status: 'completed', ...answer });
const BY_ARTICLE = { answer_state: 'article', answer_articles: ['refunds'], root_cause: 'no_guidance' };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  viewer = await api.personWith('viewer');
  day = services.clock.now().toISOString().slice(0, 10);
  const sent = async (ticket: Record<string, unknown> = {}) =>
    (await api.submitted({ email: 'ada@example.com', enquiry_type: 'question', ...ticket })).number;

  const linked = await sent();
  services.clock.advance(30 * MINUTE);
  await reply(linked);
  await act(linked, '', { handling_minutes: 20 }, 'PATCH');
  await close(linked, BY_ARTICLE);

  const talked = await sent({ email: 'bob@example.com' });
  services.clock.advance(60 * MINUTE);
  await reply(talked);
  await reply(talked);
  await act(talked, '', { handling_minutes: 10 }, 'PATCH');
  await close(talked, { answer_state: 'not_knowledge', resolution_code: 'code_change' });

  const again = await sent();
  services.clock.advance(10 * MINUTE);
  await reply(again);
  await close(again, BY_ARTICLE);
  await act(again, '/status', { status: 'in_review', note: 'They say that it is not.' });
  services.clock.advance(5 * MINUTE);
  await close(again, BY_ARTICLE);

  const secret = await sent({ category: 'security' });
  await close(secret, { answer_state: 'not_knowledge', resolution_code: 'no_action' });

  await sent({ enquiry_type: 'thanks' });
  services.clock.advance(8 * DAY);
});
afterAll(() => services.close());

async function report(name: string, who = admin): Promise<{ data: never; name: string }> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?from=${day}&to=${day}&min_n=1`, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as { data: never; name: string };
}
const figure = async (name: string, who = admin) => (await report(name, who)).data;

describe('figures on requests', () => {
  it('say where the time goes', async () => {
    expect(await figure('cost_by_root_cause')).toMatchObject([
      { root_cause: 'no_guidance', tickets: 2, minutes: 20, cost: 16 },
      { root_cause: '(unset)', minutes: 10 },
    ]);
    expect(await figure('cost_per_contact')).toMatchObject({ minutes: 30, tickets: 5, value: (30 * 0.8) / 5 });
  });

  it('say whether the answer was an article, and one that was there before', async () => {
    expect(await figure('link_rate')).toMatchObject({ num: 2, den: 4 });
    expect(await figure('known_new_unlinked')).toEqual({ known: 2, new: 0, unlinked: 2 });
  });

  it('say whether one reply was enough', async () => {
    // Of four solved: one had two replies, one was taken up again, one had none.
    expect(await figure('first_contact_resolution')).toMatchObject({ num: 1, den: 4 });
  });

  it('say how long people waited for a person, for a sign, and for the end', async () => {
    expect(await figure('first_response_hours')).toMatchObject({
      n: 3,
      median: 0.5,
      max: 1,
      within_target: { num: 3, den: 3 },
    });
    expect(await figure('acknowledged_hours')).toMatchObject({ n: 4 });
    expect(await figure('resolution_hours')).toMatchObject({ n: 4, within_target: { den: 0, value: null } });
  });

  it('count channels, weeks, and who was sent to the right team', async () => {
    expect(await figure('channel_mix')).toMatchObject([
      { channel: 'widget', tickets: 5, without_trail: { num: 5, den: 5 } },
    ]);
    expect(await figure('volume')).toMatchObject([{ tickets: 5, requesters: 2, attempts: 0 }]);
    expect(await figure('routing')).toMatchObject({ den: expect.any(Number) });
  });

  it('share out the demand that need not have come', async () => {
    expect(await figure('demand_type_share')).toMatchObject({
      failure: { low: { num: 3, den: 5 } },
      neither: { low: { num: 1, den: 5 } },
    });
  });

  it('never count what somebody may not read', async () => {
    expect(await figure('cost_per_contact', viewer)).toMatchObject({ tickets: 4 });
    expect(await figure('known_new_unlinked', viewer)).toEqual({ known: 2, new: 0, unlinked: 1 });
    expect(await figure('volume', viewer)).toMatchObject([{ tickets: 4 }]);
  });

  it('go by the day of the solution where METHOD says so', async () => {
    const later = services.clock.now().toISOString().slice(0, 10);
    const answer = await api.get(`/api/v1/admin/reports/link_rate?from=${later}&to=${later}&min_n=1`, admin);
    expect((answer.json as { data: object }).data).toMatchObject({ den: 0, value: null, withheld: 'n<min' });
  });
});
