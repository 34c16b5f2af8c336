// Starting an article from a gap through the front door: the file, the branch, who may, and what it never tells.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DraftPreviewSchema } from '../../../contract/api/gaps.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const QUERY = '?from=2026-03-02&to=2026-03-29';
const search = (words: string) => [5, 'search', words, []];
const attempt = (id: string, day: string, words: string, ticket?: string) => ({
  ...{ id, at: `2026-03-${day}T09:58:00Z`, page_key: '/reports' },
  ev: ticket ? [search(words), [100, 'form_opened'], [120, 'ticket', ticket]] : [search(words)],
});
const asked = (id: string, day: string, session: string) => ({
  ...{
    id,
    session,
    requester: `${id}@example.com`,
    channel: 'widget',
    text: 'Where is my CSV?',
    subject: 'CSV export',
  },
  ...{ submitted_at: `2026-03-${day}T10:00:00Z`, first_reply_at: `2026-03-${day}T11:00:00Z` },
  ...{ solved_at: `2026-03-${day}T12:00:00Z`, handling_minutes: 10, severity: 1, blind: false, csat: 5 },
  ...{ target_group: 'accounts', kind_confirmed: 'knowledge_gap', resolution_code: 'explained' },
  answer_state: 'no_article',
});
const HISTORY = {
  articles: [],
  sessions: [
    attempt('s1', '03', 'export csv', 't1'),
    attempt('s2', '10', 'export csv', 't2'),
    attempt('s3', '11', 'csv export'),
    attempt('s4', '12', 'rare words of one person', 't3'),
    attempt('s5', '13', 'export csv', 't5'),
  ],
  tickets: [asked('t1', '03', 's1'), asked('t2', '10', 's2'), asked('t3', '12', 's4'), asked('t5', '13', 's5')],
};

let services: TestServices;
let api: ApiCaller;
let folder: string;
let key: string;
const people = new Map<string, { authorization: string }>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-kb-'));
  mkdirSync(join(folder, 'en'));
  writeFileSync(join(folder, 'en', 'other.md'), '# Other\n\nWords.\n');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args], { cwd: folder });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  services = await makeServices({
    kbDir: folder,
    now: '2026-04-10T09:00:00.000Z',
    settings: (settings) => {
      settings.commit_drafts = true;
    },
  });
  api = apiOf(services);
  for (const role of ['admin', 'agent', 'editor', 'viewer'] as const) people.set(role, await api.personWith(role));
  await importFile(services, HISTORY);
  const { json } = await api.get(`/api/v1/admin/gaps${QUERY}`, people.get('admin'));
  key = (json as { gaps: { key: string; tickets: number }[] }).gaps[0]?.key ?? '';
  expect(key).toMatch(/^missing:/);
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = () => `/api/v1/admin/gaps/${encodeURIComponent(key)}/draft${QUERY}`;

describe('the draft of an article', () => {
  it('has the words of many, the requests, and none of a few', async () => {
    const answer = await api.get(path(), people.get('agent'));
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''export-csv.md");
    expect(answer.text).toContain('title: Export csv');
    expect(answer.text).toMatch(/From requests #\d+, #\d+/);
    expect(answer.text).not.toMatch(/rare words|example\.com/);
  });

  it('is shown before it is downloaded, with its place, to whoever may download it', async () => {
    const answer = await api.get(`${path()}&format=json`, people.get('agent'));
    expect(answer.status, answer.text).toBe(200);
    expect(DraftPreviewSchema.parse(answer.json)).toMatchObject({ path: 'en/export-csv.md', title: 'Export csv' });
    // Three people wrote it, and it has the words that many searched with.
    expect((answer.json as { asks: string[] }).asks).toEqual(['CSV export']);
    expect(answer.text).not.toMatch(/rare words|example\.com/);
    expect((await api.get(`${path()}&format=json`, people.get('viewer'))).status).toBe(403);
    expect((await api.get(`${path()}&format=pdf`, people.get('agent'))).status).toBe(400);
  });

  it('is for those who answer or write, and not of a gap that is none', async () => {
    expect((await api.get(path())).status).toBe(401);
    expect((await api.get(path(), people.get('viewer'))).status).toBe(403);
    const none = path().replace(encodeURIComponent(key), encodeURIComponent('missing:nothing'));
    expect((await api.get(none, people.get('editor'))).status).toBe(404);
  });

  it('is committed to a branch of its own, and the audit has it', async () => {
    const answer = await api.post(path(), undefined, people.get('editor'));
    expect([answer.status, answer.json]).toEqual([201, { branch: 'fingerpost/export-csv', path: 'en/export-csv.md' }]);
    const told = execFileSync('git', ['show', 'fingerpost/export-csv:en/export-csv.md'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(told).toContain('status: draft');
    const { json } = await api.get('/api/v1/admin/audit', people.get('admin'));
    expect(JSON.stringify(json)).toContain('Committed en/export-csv.md to fingerpost/export-csv.');
    expect((await api.post(path(), undefined, people.get('agent'))).status).toBe(403);
  });

  it('is not committed where the settings do not allow it', async () => {
    const shipped = await makeServices({ kbDir: folder });
    const other = apiOf(shipped);
    const answer = await other.post(path(), undefined, await other.personWith('admin'));
    expect(answer.status).toBe(409);
    expect(problemOf(answer)).toMatchObject({
      code: 'not_possible_now',
      detail: expect.stringContaining('commit_drafts'),
    });
    await shipped.close();
  });
});
