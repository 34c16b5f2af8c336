// METHOD's sample of a digest, made of its worked example by the server itself; and the routes that give it out.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { sharedFile } from '../../support/fixture-to-events.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const SETTINGS = fileURLToPath(new URL('../../fixtures/method-settings.yaml', import.meta.url));
const BILLING = '/api/v1/admin/digests/billing';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
const file = sharedFile('method/fixture.json');

beforeAll(async () => {
  services = await makeServices({ env: { SETTINGS }, now: '2026-03-30T09:00:00.000Z' });
  api = apiOf(services);
  admin = await api.personWith('admin');
  if (file) await importFile(services, JSON.parse(readFileSync(file, 'utf8')));
});
afterAll(() => services.close());

if (!file) console.warn('method/fixture.json is not at hand: the sample of its digest was not compared');
else
  it("is METHOD's sample to the letter", async () => {
    const answer = await api.get(`${BILLING}?format=text&to=2026-03-29`, admin);
    expect(answer.text.split('\n\n')[0]).toBe(
      [
        'Billing · 2–29 March 2026',
        '9 requests from 8 people · 14 help attempts',
        '! Sudden rise 23–24 March: payment page error, 3 people (not working)',
        'Keeps happening   REWRITE "Refund rules": 3 people read it and still asked, 60 min',
        'New               RETITLE "Download an invoice": 2 people, 18 min; they say "receipt"',
        'Stuck             nothing over its limit',
        'Not sure yet 0 · not attributed 0',
      ].join('\n'),
    );
  });

describe('the digest', () => {
  it('ends last Sunday, and says that mail is off', async () => {
    const answer = await api.get(BILLING, admin);
    expect(answer.json).toMatchObject({ from: '2026-03-02', to: '2026-03-29', mail: 'off', next: null, sent: [] });
  });

  it('says how many requests belong to no team, since no digest tells of them', async () => {
    const without = async (to: string) =>
      ((await api.get(`${BILLING}?to=${to}`, admin)).json as { without_team: number }).without_team;
    expect(await without('2026-03-29')).toBe(0);
    await api.submitted();
    expect(await without('2026-04-26')).toBe(1);
  });

  it('comes as a file, as text and as HTML', async () => {
    const html = await api.get(`${BILLING}?format=html`, admin);
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-disposition')).toBe('attachment; filename="digest-billing-2026-03-29.html"');
    expect(html.text).toContain('<h1');
  });

  it('of no such team names those that there are', async () => {
    for (const group of ['nobody', '__proto__', 'constructor']) {
      const answer = await api.get(`/api/v1/admin/digests/${group}`, admin);
      expect(answer.status).toBe(404);
      expect(problemOf(answer).detail).toContain('billing, accounts');
    }
  });

  it('is refused with its place where a part or a date is wrong', async () => {
    for (const query of ['part=everything', 'to=29.3.2026', 'format=pdf'])
      expect((await api.get(`${BILLING}?${query}`, admin)).status).toBe(400);
  });

  it('is for those who read the figures', async () => {
    expect((await api.get(BILLING)).status).toBe(401);
    expect((await api.get(BILLING, await api.personWith('specialist'))).status).toBe(403);
    expect((await api.get(BILLING, await api.personWith('editor'))).status).toBe(200);
  });
});
