// A fault that is announced from the page of its gap: the widget says so on the pages that it touches, until it is taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnnouncedProblem } from '../../../contract/api/announced-problems.ts';
import type { GapDetail } from '../../../contract/api/gaps.ts';
import type { Site } from '../../../contract/api/site.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
const GAP = '/api/v1/admin/gaps/bug%3Adefect';
const PROBLEM = { words: 'Payments fail for some of you. We are on it.', article: 'refunds', pages: ['/pay/*'] };

const FAULT = {
  ...{ id: 'b1', requester: 'eve@example.com', channel: 'email', text: 'It fails', subject: 'It fails' },
  ...{ submitted_at: '2026-03-18T10:00:00Z', solved_at: '2026-03-18T12:00:00Z', blind: false },
  ...{ kind_confirmed: 'functionality_issue', resolution_code: 'code_change', answer_state: 'not_knowledge' },
  root_cause: 'defect',
};

beforeAll(async () => {
  services = await makeServices({ now: '2026-03-30T09:00:00.000Z' });
  api = apiOf(services);
  admin = await api.personWith('admin');
  await importFile(services, { articles: [], sessions: [], tickets: [FAULT] });
});
afterAll(() => services.close());

const announced = async () => ((await api.get(`${GAP}/known-problem`, admin)).json as AnnouncedProblem).announced;
const said = async () => ((await api.get('/api/v1/sites/default')).json as Site).known_problems;
const put = (body: object, who = admin) => api.call('PUT', `${GAP}/known-problem`, body, who);

describe('a known problem', () => {
  it('is said by the widget while it is announced, with who announced it and when in the console', async () => {
    expect([await announced(), await said()]).toEqual([null, undefined]);
    expect((await put(PROBLEM)).status).toBe(200);
    expect(await announced()).toEqual({
      ...PROBLEM,
      title: 'Ask for your money back',
      by: expect.any(String),
      at: '2026-03-30T09:00:00.000Z',
    });
    expect(await said()).toEqual([{ text: PROBLEM.words, article: 'refunds', pages: ['/pay/*'] }]);
  });

  it('is said in other words when it is announced again, once', async () => {
    await put({ ...PROBLEM, words: 'It is nearly mended.' });
    expect(await said()).toEqual([{ text: 'It is nearly mended.', article: 'refunds', pages: ['/pay/*'] }]);
  });

  it('is gone when it is taken back, also a second time; both stand in the history', async () => {
    for (const _time of ['once', 'again'])
      expect((await api.call('DELETE', `${GAP}/known-problem`, {}, admin)).json).toEqual({ announced: null });
    expect(await said()).toBeUndefined();
    const { history } = (await api.get(`${GAP}?from=2026-03-02&to=2026-03-29`, admin)).json as GapDetail;
    expect(history.map(({ what }) => what).sort()).toEqual(['announced', 'announced', 'taken_back']);
  });

  it('refuses an article that nobody could read, a page that is none, and a gap that there is not', async () => {
    for (const wrong of [
      { article: 'no-such' },
      { pages: ['pay'] },
      { pages: [] },
      { words: '' },
      { words: 'x'.repeat(201) },
    ])
      expect((await put({ ...PROBLEM, ...wrong })).status, JSON.stringify(wrong)).toBe(400);
    expect((await api.call('PUT', '/api/v1/admin/gaps/bug%3Anone/known-problem', PROBLEM, admin)).status).toBe(404);
    expect((await put(PROBLEM, await api.personWith('viewer'))).status).toBe(403);
    expect(await said()).toBeUndefined();
  });
});

describe('a known problem whose gap is another one now', () => {
  const gapPath = (key: string, more = '') => `/api/v1/admin/gaps/${encodeURIComponent(key)}${more}`;
  const takeBack = (key: string) => api.call('DELETE', gapPath(key, '/known-problem'), {}, admin);
  const setCause = async (root_cause: string | null) => {
    const ticket = await services.db
      .selectFrom('ticket')
      .select(['number', 'version'])
      .where('subject', '=', 'It fails')
      .executeTakeFirstOrThrow();
    const headers = { ...admin, 'if-match': `"v${ticket.version}"` };
    const answer = await api.call('PATCH', `/api/v1/admin/tickets/${ticket.number}`, { root_cause }, headers);
    expect(answer.status, answer.text).toBe(200);
  };

  it('is taken back from where it was merged to', async () => {
    const other = services.settings.root_causes.find((cause) => cause !== 'defect') ?? '';
    const ask = { ...FAULT, id: 'b2', root_cause: other, subject: 'Else', text: 'Else' };
    await importFile(services, { articles: [], sessions: [], tickets: [ask] });
    expect((await put(PROBLEM)).status).toBe(200);
    const merged = await api.call(
      'PATCH',
      `${GAP}?from=2026-03-02&to=2026-03-29`,
      { merge_into: `bug:${other}` },
      admin,
    );
    expect(merged.status, merged.text).toBe(200);
    expect(await announced()).toMatchObject(PROBLEM);
    expect((await takeBack(`bug:${other}`)).status).toBe(200);
    expect([await announced(), await said()]).toEqual([null, undefined]);
    await api.call('PATCH', `${GAP}?from=2026-03-02&to=2026-03-29`, { merge_into: null }, admin);
  });

  it('stands among the quiet gaps and is taken back there, after its requests were put elsewhere', async () => {
    expect((await put(PROBLEM)).status).toBe(200);
    const other = services.settings.root_causes.find((cause) => cause !== 'defect') ?? '';
    await setCause(other);
    const list = await api.get('/api/v1/admin/gaps?from=2026-03-02&to=2026-03-29', admin);
    expect((list.json as { quiet: { key: string }[] }).quiet.map(({ key }) => key)).toContain('bug:defect');
    expect((await api.get(`${GAP}?from=2026-03-02&to=2026-03-29`, admin)).status).toBe(200);
    expect((await put({ ...PROBLEM, words: 'Still.' })).status).toBe(200);
    expect(await said()).toMatchObject([{ text: 'Still.' }]);
    expect((await takeBack('bug:defect')).status).toBe(200);
    expect(await said()).toBeUndefined();
    expect((await api.get(GAP, admin)).status).toBe(404);
    await setCause('defect');
  });
});
