// The desk: what the console draws itself from, for each person, and told only when it changed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DeskSchema } from '../../../contract/api/desk.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;
beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

it('has words for everything that the console names, and addresses that are there', async () => {
  const admin = await api.personWith('admin');
  await api.personWith('agent', 'leaver@example.com');
  await services.db.updateTable('agent').set({ disabled: 1 }).where('email', '=', 'leaver@example.com').execute();
  const answer = await api.get('/api/v1/admin/desk', admin);
  const desk = DeskSchema.parse(answer.json);
  expect(desk.statuses.map(({ key }) => key)).toEqual(Object.keys(services.settings.statuses));
  expect(desk.statuses.find(({ key }) => key === 'completed')).toMatchObject({ label: 'Completed', ends: true });
  expect(desk.workflows.question?.submitted).toContain('in_review');
  expect(desk.categories.find(({ key }) => key === 'security')).toMatchObject({ restricted: true, readable: true });
  expect(desk.people.map(({ email, left, assignable }) => ({ email, left, assignable }))).toEqual([
    { email: 'admin@example.com', left: false, assignable: true },
    { email: 'leaver@example.com', left: true, assignable: false },
  ]);
  for (const list of [desk.resolution_codes, desk.channels, desk.enquiry_types, desk.sorts, desk.root_causes])
    for (const { key, label } of list) expect(label, key).toMatch(/^\S.*\S$/);
  const index = desk.kb.locales.en?.index ?? '';
  expect((await api.get(index)).status).toBe(200);
  expect(desk.demo).toBe(false);
});

it('says what the person may do', async () => {
  const may = async (role: 'editor' | 'specialist' | 'viewer') => {
    const answer = await api.get('/api/v1/admin/desk', await api.personWith(role));
    return DeskSchema.parse(answer.json).me.may;
  };
  expect(await may('editor')).toMatchObject({ list: false, answer: false, route: false, share_views: false });
  expect(await may('specialist')).toMatchObject({ list: true, answer: true, route: false, share_views: false });
  expect(await may('viewer')).toMatchObject({ list: true, answer: false, route: false });
});

it('is sent again only when something in it changed', async () => {
  const agent = await api.personWith('agent', 'reader@example.com');
  const first = await api.get('/api/v1/admin/desk', agent);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toContain('private');
  const again = await api.get('/api/v1/admin/desk', { ...agent, 'if-none-match': `"other", W/${etag}` });
  expect(again.status).toBe(304);
  expect(again.text).toBe('');
  await api.personWith('agent', 'newcomer@example.com');
  expect((await api.get('/api/v1/admin/desk', { ...agent, 'if-none-match': etag })).status).toBe(200);
});

it('is for nobody unknown', async () => {
  expect(problemOf(await api.get('/api/v1/admin/desk')).status).toBe(401);
});
