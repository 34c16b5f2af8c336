import { afterEach, describe, expect, it } from 'vitest';
import type { TicketPage } from '../../../contract/api/queue.ts';
import type { TicketDetail } from '../../../contract/api/ticket-work.ts';
import { SPAM_PACE } from '../../../contract/limits.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
afterEach(() => services.close());

async function open(env: Record<string, string> = {}) {
  services = await makeServices({ env });
  const api = apiOf(services);
  return { api, agent: await api.personWith('agent') };
}

const detailOf = async (api: ApiCaller, number: number, headers: Record<string, string>) =>
  (await api.get(`/api/v1/admin/tickets/${number}`, headers)).json as TicketDetail;
const numbersOf = async (api: ApiCaller, query: string, headers: Record<string, string>) =>
  ((await api.get(`/api/v1/admin/tickets?${query}`, headers)).json as TicketPage).tickets.map(({ number }) => number);

describe('suspected spam', () => {
  it('is stored like any other request when it fills in the field that people do not see', async () => {
    const { api, agent } = await open();
    const { number } = await api.submitted({ website: 'https://buy.example' });
    const { spam_reasons, status } = await detailOf(api, number, agent);
    expect({ spam_reasons, status }).toEqual({
      spam_reasons: ['It fills in a field that people do not see.'],
      status: 'submitted',
    });
    expect(await numbersOf(api, '', agent)).toEqual([number]);
  });

  it('is not what an empty field makes of it', async () => {
    const { api, agent } = await open();
    const { number } = await api.submitted({ website: ' ' });
    expect((await detailOf(api, number, agent)).spam_reasons).toEqual([]);
  });

  it('can be filtered for and out, and is in lists and totals otherwise', async () => {
    const { api, agent } = await open();
    const good = await api.submitted();
    const bad = await api.submitted({ website: 'x' });
    expect(await numbersOf(api, 'suspected_spam=true', agent)).toEqual([bad.number]);
    expect(await numbersOf(api, 'suspected_spam=false', agent)).toEqual([good.number]);
    const all = (await api.get('/api/v1/admin/tickets?sort=number', agent)).json as TicketPage;
    expect(all.total).toBe(2);
    expect(all.tickets.map(({ suspected_spam }) => suspected_spam)).toEqual([false, true]);
  });

  it('is a mark that somebody takes off, with a line in the history, and can set by hand', async () => {
    const { api, agent } = await open();
    const { number } = await api.submitted({ website: 'x' });
    const patch = (version: number, suspected_spam: boolean) =>
      api.call(
        'PATCH',
        `/api/v1/admin/tickets/${number}`,
        { suspected_spam },
        { ...agent, 'if-match': `"v${version}"` },
      );
    const off = (await patch(1, false)).json as TicketDetail;
    expect(off.spam_reasons).toEqual([]);
    expect(off.history.at(-1)?.sentence).toContain('said that it is not spam');
    expect(await numbersOf(api, 'suspected_spam=true', agent)).toEqual([]);
    const on = (await patch(2, true)).json as TicketDetail;
    expect(on.spam_reasons).toEqual(['Somebody here marked it.']);
    expect(on.history.at(-1)?.sentence).toContain('marked it as suspected spam');
  });

  it('is not for a specialist or a viewer to say', async () => {
    const { api } = await open();
    const { number } = await api.submitted({ website: 'x' });
    const viewer = await api.personWith('viewer');
    const headers = { ...viewer, 'if-match': '"v1"' };
    const answer = await api.call('PATCH', `/api/v1/admin/tickets/${number}`, { suspected_spam: false }, headers);
    expect(answer.status).toBe(403);
  });

  it('is what comes in quick succession from one address, and never refused for it', async () => {
    const { api, agent } = await open({ RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' });
    const from = (address: string) => api.submit({}, { 'x-forwarded-for': address });
    const marks: boolean[] = [];
    for (let at = 0; at <= SPAM_PACE.address.requests; at += 1) {
      const answer = await from('203.0.113.7');
      expect(answer.status).toBe(201);
      const { number } = answer.json as { number: number };
      marks.push((await detailOf(api, number, agent)).spam_reasons.length > 0);
    }
    expect(marks).toEqual([...Array(SPAM_PACE.address.requests).fill(false), true]);
    const other = (await from('198.51.100.9')).json as { number: number };
    expect((await detailOf(api, other.number, agent)).spam_reasons).toEqual([]);
  });

  it('counts a tab by its session, and a retry not at all', async () => {
    const { api, agent } = await open({ RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' });
    const session = { sid: 'a'.repeat(32), trail: [] };
    const key = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
    for (let at = 0; at < 6; at += 1)
      expect(
        (await api.submit({ session }, { 'idempotency-key': key, 'x-forwarded-for': `203.0.113.${at}` })).status,
      ).toBe(201);
    const reasons: string[][] = [];
    for (let at = 1; at <= SPAM_PACE.session.requests; at += 1) {
      const answer = await api.submit({ session }, { 'x-forwarded-for': `198.51.100.${at}` });
      reasons.push((await detailOf(api, (answer.json as { number: number }).number, agent)).spam_reasons);
    }
    expect(reasons).toEqual([
      ...Array(SPAM_PACE.session.requests - 1).fill([]),
      ['Many requests came from the same browser tab within minutes.'],
    ]);
  });

  it('is nobody whom the pacing does not count, as in a load test', async () => {
    const { api, agent } = await open({ RATE_LIMITS: 'off' });
    for (let at = 0; at < SPAM_PACE.address.requests + 2; at += 1) await api.submitted();
    expect(await numbersOf(api, 'suspected_spam=true', agent)).toEqual([]);
  });
});
