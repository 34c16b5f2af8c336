// Gaps while their articles change: edited with effect, renamed, and gone.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GapDetail, GapList } from '../../../contract/api/gaps.ts';
import { verifyGaps } from '../../../server/gaps/verify-gaps.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';

const WINDOW = 'from=2026-02-01&to=2026-04-19';
const OUT_LONG_AGO = ['refunds', 'invoices'].map((id) => ({ id, title: id, published_at: '2026-01-01T00:00:00Z' }));
const address = (key: string) => `/api/v1/admin/gaps/${encodeURIComponent(key)}?${WINDOW}`;

/** An attempt that read an article, and where `asks` is true a request that blames it. */
function readOf(article: string, day: string, at: number, asks: boolean) {
  const id = `${article}-${day}-${at}`;
  const moment = `${day}T10:${String(at).padStart(2, '0')}:00Z`;
  const read = [
    [5, 'open', article, 'contextual', null],
    [70, 'close', article, 60, 1],
  ];
  const session = { id, at: moment, page_key: '/billing', ev: asks ? [...read, [90, 'ticket', `t-${id}`]] : read };
  const ticket = {
    ...{ id: `t-${id}`, session: id, requester: `${id}@example.com`, channel: 'widget', text: `Help with ${id}` },
    ...{ submitted_at: moment, solved_at: `${day}T12:00:00Z`, handling_minutes: 5, severity: 1, blind: false },
    ...{ kind_confirmed: 'knowledge_gap', resolution_code: 'linked_article', target_group: 'billing' },
    ...{ answer_state: 'article', answer_articles: [article] },
  };
  return { session, ticket: asks ? ticket : null };
}

const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, at) => new Date(Date.parse(from) + at * 86_400_000).toISOString().slice(0, 10));

function history(asking: (article: string, day: string, at: number) => boolean) {
  const all = [...days('2026-02-16', 27), ...days('2026-03-17', 27)].flatMap((day) =>
    ['refunds', 'invoices'].flatMap((article) =>
      [0, 1].map((at) => readOf(article, day, at, asking(article, day, at))),
    ),
  );
  return {
    articles: OUT_LONG_AGO,
    sessions: all.map(({ session }) => session),
    tickets: all.flatMap(({ ticket }) => ticket ?? []),
  };
}

describe('a gap that is done', () => {
  let services: TestServices;
  let api: ApiCaller;
  let admin: { authorization: string };
  beforeAll(async () => {
    services = await makeServices({ now: '2026-04-20T09:00:00.000Z' });
    api = apiOf(services);
    admin = await api.personWith('admin');
    // Of both half the readers ask, until the one is edited on 16 March.
    await importFile(
      services,
      history((article, day, at) => at === 0 && (article === 'invoices' || day < '2026-03-16')),
    );
    await services.db
      .insertInto('article_revision')
      .values({
        ...{ locale: 'en', slug: 'refunds', revision: 9, content_hash: 'x', title: 'Refunds' },
        at: '2026-03-16T09:00:00.000Z',
      })
      .execute();
  });
  afterAll(() => services.close());

  const move = (key: string, state: string) => api.call('PATCH', address(key), { state }, admin);
  async function done(key: string): Promise<void> {
    for (const state of ['accepted', 'in_work', 'done']) expect((await move(key, state)).status).toBe(200);
  }
  const gap = async (key: string) => (await api.get(address(key), admin)).json as GapDetail;

  it('shows what the edit did, and needs no reason where it helped', async () => {
    await done('unclear:refunds');
    const detail = await gap('unclear:refunds');
    expect(detail.edits[0]).toMatchObject({
      article: 'refunds',
      verdict: 'helped',
      before: { x: 27 },
      after: { x: 0 },
    });
    expect(detail.next_states).toContainEqual({ state: 'verified', needs_note: false });
  });

  it('is verified by its numbers, once, and one without an edit that helped is not', async () => {
    await done('unclear:invoices');
    const day = await verifyGaps(services);
    expect(day).toBe('2026-04-20');
    const { state, history: lines } = await gap('unclear:refunds');
    expect([state, lines[0]?.who, lines[0]?.what]).toEqual(['verified', 'the numbers', 'state']);
    expect((await gap('unclear:invoices')).state).toBe('done');
    await move('unclear:refunds', 'in_work');
    await move('unclear:refunds', 'done');
    await verifyGaps(services, day);
    expect((await gap('unclear:refunds')).state).toBe('done');
  });

  it('has its article with all that came after a read of it', async () => {
    const { articles } = await gap('unclear:refunds');
    expect(articles).toMatchObject([{ is_target: true, reads: 108, tickets: 27, unclear: 27, wrong_article: 0 }]);
  });
});

describe('an article', () => {
  let folder: string;
  const file = (name: string) => join(folder, 'kb', 'en', 'billing', name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerpost-gaps-'));
    cpSync(SMALL_KB, join(folder, 'kb'), { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function withServices<Value>(act: (api: ApiCaller, services: TestServices) => Promise<Value>): Promise<Value> {
    const services = await makeServices({
      ...{ kbDir: join(folder, 'kb'), database: join(folder, 'desk.db'), now: '2026-04-20T09:00:00.000Z' },
    });
    try {
      return await act(apiOf(services), services);
    } finally {
      await services.close();
    }
  }
  const backlog = async (api: ApiCaller, who: { authorization: string }) =>
    (await api.get(`/api/v1/admin/gaps?${WINDOW}`, who)).json as GapList;

  it('keeps its gap, its decisions and its silent demand under a new name, and after it is gone', async () => {
    let admin = { authorization: '' };
    await withServices(async (api, services) => {
      admin = await api.personWith('admin');
      await importFile(
        services,
        history((article, _day, at) => at === 0 && article === 'refunds'),
      );
      const decided = await api.call('PATCH', address('unclear:refunds'), { state: 'accepted', effort: 'S' }, admin);
      expect(decided.status, decided.text).toBe(200);
    });

    const text = readFileSync(file('refunds.md'), 'utf8').replace('---\n', '---\nredirect_from: [refunds]\n');
    writeFileSync(file('money-back.md'), text);
    rmSync(file('refunds.md'));
    await withServices(async (api) => {
      const { gaps } = await backlog(api, admin);
      expect(gaps).toMatchObject([{ key: 'unclear:money-back', tickets: 54, state: 'accepted', effort: 'S' }]);
      const asked = (await api.get(address('unclear:refunds'), admin)).json as GapDetail;
      expect(asked).toMatchObject({ key: 'unclear:money-back', article: { slug: 'money-back' }, version: 1 });
      const moved = await api.call('PATCH', address('unclear:refunds'), { state: 'in_work' }, admin);
      expect(moved.json).toMatchObject({ key: 'unclear:money-back', state: 'in_work', version: 2 });
      expect((moved.json as GapDetail).history).toHaveLength(3);
    });

    rmSync(file('money-back.md'));
    await withServices(async (api) => {
      const { gaps } = await backlog(api, admin);
      expect(gaps).toMatchObject([{ key: 'unclear:refunds', title: 'Ask for your money back', tickets: 54 }]);
      const detail = (await api.get(address('unclear:refunds'), admin)).json as GapDetail;
      expect(detail).toMatchObject({ article: { slug: 'refunds', url: null }, state: 'in_work' });
    });
  });
});
