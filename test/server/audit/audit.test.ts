// The audit as admins read it: newest first, page by page, by who, what and when.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage } from '../../../contract/api/audit.ts';
import { AUDITED_FAILURES } from '../../../contract/limits.ts';
import { recordAudit } from '../../../server/audit/record-audit.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { openBrowser } from '../sign-in/browser.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agentId: string;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  await api.personWith('agent');
  agentId = (await services.db.selectFrom('agent').select('id').where('role', '=', 'agent').executeTakeFirstOrThrow())
    .id;
  for (let day = 1; day <= 5; day += 1) {
    await recordAudit(services.db, services, { id: agentId }, { what: 'token_made', detail: `laptop ${day}` });
    await recordAudit(services.db, services, 'command line', { what: 'role_changed', about: agentId });
    services.clock.advance(86_400_000);
  }
});
afterAll(() => services.close());

const page = async (query: string) => {
  const answer = await api.get(`/api/v1/admin/audit${query}`, admin);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as AuditPage;
};

describe('the audit', () => {
  it('says who did what about whom, newest first', async () => {
    const { entries } = await page('?limit=2&what=role_changed');
    expect(entries[0]).toEqual({
      at: '2026-03-06T10:00:00.000Z',
      who: 'command line',
      what: 'role_changed',
      label: 'changed a role',
      about: 'agent',
      detail: null,
    });
  });

  it('comes in pages that lose nothing and say nothing twice, lines of one moment included', async () => {
    const all = (await page('?limit=100')).entries;
    const paged: AuditPage['entries'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next: AuditPage = await page(`?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
      paged.push(...next.entries);
      cursor = next.next_cursor;
    }
    expect(paged).toEqual(all);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(all.length).toBeGreaterThanOrEqual(10);
  });

  it('is filtered by person, act and days', async () => {
    const { entries } = await page('?who=Agent@example.com&what=token_made&from=2026-03-03&to=2026-03-04');
    expect(entries.map(({ who, detail }) => [who, detail])).toEqual([
      ['agent', 'laptop 3'],
      ['agent', 'laptop 2'],
    ]);
    expect((await page('?who=command%20line&to=2026-03-02')).entries).toHaveLength(1);
  });

  it.each([
    ['/who', '?who=nobody-knows@example.com'],
    ['/what', '?what=breathed'],
    ['/from', '?from=yesterday'],
    ['/cursor', '?cursor=abc'],
    ['/cursor', `?cursor=${Buffer.from('[1,2]').toString('base64url')}`],
    ['/limit', '?limit=101'],
    ['/sort', '?sort=at'],
  ])('refuses a wrong %s: %s', async (pointer, query) => {
    expect(problemOf(await api.get(`/api/v1/admin/audit${query}`, admin))).toMatchObject({
      status: 400,
      errors: [{ pointer }],
    });
  });
});

describe('what goes into the audit', () => {
  const newest = async () => (await page('?limit=1')).entries[0];

  it('is a failed sign-in, for whom where they work here, and never what a stranger typed', async () => {
    const tried = (email: string) => openBrowser(services, api).signIn(email, 'not the right password');
    expect((await tried('agent@example.com')).status).toBe(401);
    expect(await newest()).toMatchObject({ who: 'nobody', what: 'sign_in_failed', about: 'agent' });
    expect((await tried('stranger@example.com')).status).toBe(401);
    expect(await newest()).toMatchObject({ who: 'nobody', what: 'sign_in_failed', about: null, detail: null });
  });

  it('is five failed sign-ins of an hour and no more, of one account and of all that nobody has', async () => {
    services.clock.advance(2 * 3_600_000);
    const failed = async () => (await page('?what=sign_in_failed&limit=100')).entries;
    const before = (await failed()).length;
    const tried = (email: string) => openBrowser(services, api).signIn(email, 'not the right password');
    for (let at = 0; at < AUDITED_FAILURES.most + 2; at += 1) {
      expect((await tried('agent@example.com')).status).toBe(401);
      expect((await tried(`stranger-${at}@example.com`)).status).toBe(401);
    }
    const lines = (await failed()).slice(0, -before);
    expect(lines).toHaveLength(2 * AUDITED_FAILURES.most);
    const said = (about: string | null) => lines.filter((line) => line.about === about).map(({ detail }) => detail);
    for (const about of ['agent', null])
      expect(said(about)).toEqual([expect.stringMatching(/not written down/), null, null, null, null]);
    services.clock.advance(AUDITED_FAILURES.windowMinutes * 60_000);
    expect((await tried('agent@example.com')).status).toBe(401);
    expect((await failed()).length).toBe(before + 2 * AUDITED_FAILURES.most + 1);
  });

  it('is a change of many requests, which fields and no numbers, and its undoing', async () => {
    const { number } = await api.submitted();
    const bulk = await api.post(
      '/api/v1/admin/tickets/bulk',
      { numbers: [number], change: { priority: 'urgent' } },
      admin,
    );
    const { batch } = bulk.json as { batch: string };
    expect(await newest()).toMatchObject({
      who: 'admin',
      what: 'bulk_changed',
      about: batch,
      detail: 'Changed priority.',
    });
    await api.post(`/api/v1/admin/tickets/bulk/${batch}/undo`, {}, admin);
    expect(await newest()).toMatchObject({ who: 'admin', what: 'bulk_undone', about: batch });
  });

  it('is a view that is shared, changed and deleted, and none of one’s own', async () => {
    const acts = async () => (await page('?limit=100')).entries.filter(({ what }) => what.startsWith('view_'));
    const made = async (body: object) =>
      (
        (await api.post('/api/v1/admin/views', { name: 'Ann Smith', filters: {}, ...body }, admin)).json as {
          id: string;
        }
      ).id;
    await made({});
    const id = await made({ shared: true });
    await api.call('PATCH', `/api/v1/admin/views/${id}`, { name: 'Anybody' }, admin);
    await api.call('DELETE', `/api/v1/admin/views/${id}`, undefined, admin);
    expect((await acts()).map(({ what, about, detail }) => [what, about, detail])).toEqual([
      ['view_changed', id, 'Deleted.'],
      ['view_changed', id, null],
      ['view_shared', id, null],
    ]);
  });
});
