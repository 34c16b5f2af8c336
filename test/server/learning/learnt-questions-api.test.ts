// What the console tells of learnt questions, never the words of few; and the editor's veto, which holds.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { LearntPage } from '../../../contract/api/learning.ts';
import { learnFromUse } from '../../../server/learning/learn-from-use.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { type Use, usingTheHelp } from './use-the-help.ts';

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let editor: { authorization: string };
let use: Use;

beforeEach(async () => {
  await services?.close();
  services = await makeServices();
  api = apiOf(services);
  admin = await api.personWith('admin');
  editor = await api.personWith('editor');
  use = usingTheHelp(services, api, admin);
});
afterAll(() => services.close());

async function votes(count: number, query: string, slug = 'refunds', value: 'yes' | 'no' = 'yes') {
  for (let at = 0; at < count; at += 1) await use.vote(query, slug, value);
}

async function list(query = '', who = editor): Promise<LearntPage> {
  await learnFromUse(services);
  const answer = await api.get(`/api/v1/admin/learnt${query}`, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as LearntPage;
}

async function idOf(question: string): Promise<string> {
  const { articles } = await list();
  const found = articles.flatMap(({ questions }) => questions).find((one) => one.question === question);
  if (!found) throw new Error(`not listed: ${question}`);
  return found.id;
}

const veto = (id: string, who = editor) => api.call('PUT', `/api/v1/admin/learnt/${id}/veto`, {}, who);
const allow = (id: string, who = editor) => api.call('DELETE', `/api/v1/admin/learnt/${id}/veto`, {}, who);

describe('the list of learnt questions', () => {
  it('is empty before anybody asked', async () => {
    expect(await list()).toEqual({ minimum: 3, most: 5, total: 0, in_index: 0, articles: [], next_cursor: null });
  });

  it('has articles by title, with their questions, how many asked, since when, and whether they are in the index', async () => {
    await votes(4, 'cash back');
    await votes(3, 'tax receipt', 'invoices');
    await votes(2, 'tax receipt', 'invoices', 'no');
    const page = await list();
    expect(page).toMatchObject({ total: 2, in_index: 1 });
    const [first, second] = page.articles;
    expect([first?.title, second?.title]).toEqual([first?.title, second?.title].sort());
    const refunds = page.articles.find(({ slug }) => slug === 'refunds');
    expect(refunds).toMatchObject({
      url: '/help/en/refunds',
      questions: [{ question: 'cash back', state: 'in_index', sessions: 4, against: 0, votes: 4, links: 0 }],
      waiting: { count: 0, nearest: 0 },
      vetoed: [],
    });
    expect(page.articles.find(({ slug }) => slug === 'invoices')?.questions).toMatchObject([
      { question: 'tax receipt', state: 'doubted', sessions: 3, against: 2 },
    ]);
  });

  it('only counts what fewer asked than the minimum: no answer holds their words', async () => {
    await votes(2, 'zanzibar wedding');
    await votes(1, 'quokka');
    const answer = await list();
    expect(answer.articles).toMatchObject([{ questions: [], waiting: { count: 2, nearest: 2 } }]);
    expect(JSON.stringify(answer)).not.toMatch(/zanzibar|wedding|quokka/);
  });

  it('says of one that others cover that it is not needed', async () => {
    await votes(5, 'cash back');
    for (const word of ['chargeback', 'overpaid', 'cancelled', 'duplicate', 'wrong']) await votes(5, `${word} bill`);
    const states = (await list()).articles.flatMap(({ questions }) => questions.map(({ state }) => state));
    expect(states.filter((state) => state === 'in_index')).toHaveLength(5);
    expect(states.at(-1)).toBe('covered');
  });

  it('is searched by article and read page by page', async () => {
    await votes(3, 'cash back', 'refunds');
    await votes(3, 'tax receipt', 'invoices');
    expect((await list('?article=REFUND')).articles.map(({ slug }) => slug)).toEqual(['refunds']);
    expect((await list('?article=zzz')).articles).toEqual([]);
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.next_cursor}`);
    expect([...first.articles, ...second.articles]).toHaveLength(2);
    expect(second.next_cursor).toBeNull();
    expect((await api.get('/api/v1/admin/learnt?cursor=x', editor)).status).toBe(400);
  });
});

describe('a veto', () => {
  it('takes a question from the index at once, and says who and when', async () => {
    await votes(3, 'cash back');
    const id = await idOf('cash back');
    expect(services.learnt.learntFor('en', 'refunds')).toEqual(['cash back']);
    const before = services.releases.current().id;
    expect((await veto(id)).status).toBe(204);
    await expect.poll(() => services.learnt.learntFor('en', 'refunds')).toEqual([]);
    await expect.poll(() => services.releases.current().id).not.toBe(before);
    const [article] = (await list()).articles;
    expect(article).toMatchObject({ questions: [], vetoed: [{ id, question: 'cash back', vetoed_by: 'editor' }] });
    expect(article?.vetoed[0]?.vetoed_at).toBe(services.clock.now().toISOString());
  });

  it('holds, however often it is asked again, also in words that say the same', async () => {
    await votes(3, 'cash back');
    await veto(await idOf('cash back'));
    await votes(9, 'cash back');
    await votes(4, 'cash back please');
    expect((await list()).articles).toMatchObject([{ questions: [], waiting: { count: 0 }, vetoed: [{}] }]);
    expect(services.learnt.learntFor('en', 'refunds')).toEqual([]);
  });

  it('leaves other questions alone', async () => {
    await votes(3, 'cash back');
    await votes(3, 'overpaid bill');
    await veto(await idOf('cash back'));
    await list();
    expect(services.learnt.learntFor('en', 'refunds')).toEqual(['overpaid bill']);
  });

  it('outlives what was asked, and can be taken back', async () => {
    await votes(3, 'cash back');
    const id = await idOf('cash back');
    await veto(id);
    expect((await allow(id)).status).toBe(204);
    await list();
    expect(services.learnt.learntFor('en', 'refunds')).toEqual(['cash back']);
    await veto(id);
    await services.db.deleteFrom('learnt_evidence').execute();
    expect((await list()).articles).toMatchObject([{ vetoed: [{ id }] }]);
    await allow(id);
    expect((await list()).articles).toEqual([]);
  });

  it('is the same when it is said twice, and unknown for what nobody may see', async () => {
    await votes(3, 'cash back');
    await votes(2, 'quokka');
    const id = await idOf('cash back');
    expect([(await veto(id)).status, (await veto(id)).status]).toEqual([204, 204]);
    const hidden = await services.db
      .selectFrom('learnt_question')
      .select('id')
      .where('words', 'is', null)
      .executeTakeFirstOrThrow();
    for (const unknown of [hidden.id, 'x', 'a%2Fb']) expect((await veto(unknown)).status).toBe(404);
    expect((await allow('x')).status).toBe(404);
  });

  it('stands in the audit, without the words of those who asked', async () => {
    await votes(3, 'cash back');
    const id = await idOf('cash back');
    await veto(id);
    await allow(id);
    const { entries } = (await api.get('/api/v1/admin/audit', admin)).json as { entries: Record<string, unknown>[] };
    expect(entries.slice(0, 2)).toMatchObject([
      { who: 'editor', what: 'question_allowed', about: 'en/refunds', detail: null },
      { who: 'editor', what: 'question_vetoed', about: 'en/refunds', detail: null },
    ]);
  });
});
