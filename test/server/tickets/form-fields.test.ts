// What the form asks beyond the message: told to the widget, checked when it comes, shown to those who answer.
import { afterEach, describe, expect, it } from 'vitest';
import type { TicketPage } from '../../../contract/api/queue.ts';
import type { Site } from '../../../contract/api/site.ts';
import type { TicketDetail } from '../../../contract/api/ticket-work.ts';
import type { Settings } from '../../../server/settings/settings-schema.ts';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { someBytes, withFiles } from '../../support/multipart.ts';

let services: TestServices;
afterEach(() => services.close());

const FIELDS: Settings['fields'] = {
  order: { kind: 'text', label: 'Order number', required: true, min_length: 4, categories: ['billing'] },
  what: { kind: 'select', label: { en: 'What is wrong?' }, options: { twice: 'Paid twice', other: 'Another matter' } },
  amount: { kind: 'number', label: 'Amount', required: true, min: 1, shown_when: { field: 'what', is: ['twice'] } },
  devices: { kind: 'multi_select', label: 'Devices', options: { phone: 'Phone', laptop: 'Laptop' } },
  since: { kind: 'date', label: 'Since when?', latest: 'today' },
  agree: { kind: 'checkbox', label: 'You may look at my account', required: true, enquiry_types: ['problem'] },
  receipt: { kind: 'file', label: 'The receipt', shown_when: { field: 'amount' } },
};

async function open(fields: Settings['fields'] = FIELDS) {
  services = await makeServices({
    settings: (settings) => {
      settings.fields = fields;
    },
  });
  const api = apiOf(services);
  return { api, agent: await api.personWith('agent') };
}

const pointersOf = (answer: Parameters<typeof problemOf>[0]) => problemOf(answer).errors?.map(({ pointer }) => pointer);
const detailOf = async (api: ApiCaller, number: number, headers: Record<string, string>) =>
  (await api.get(`/api/v1/admin/tickets/${number}`, headers)).json as TicketDetail;

describe('the fields of the form', () => {
  it('are told to the widget, in the order of the settings', async () => {
    const { api } = await open();
    const site = (await api.get('/api/v1/sites/default')).json as Site;
    expect(site.fields?.map(({ key }) => key)).toEqual(Object.keys(FIELDS));
    expect(site.fields?.[1]?.options).toEqual([
      { key: 'twice', label: 'Paid twice' },
      { key: 'other', label: 'Another matter' },
    ]);
    expect(site.categories.find(({ key }) => key === 'bug')?.enquiry_type).toBe('problem');
  });

  it('are stored and shown in words, searched for and exported', async () => {
    const { api, agent } = await open();
    const fields = {
      order: ' A-2291 ',
      what: 'twice',
      amount: 12.5,
      devices: ['phone', 'laptop'],
      since: '2026-02-27',
    };
    const { number } = await api.submitted({ category: 'billing', fields });
    const detail = await detailOf(api, number, agent);
    expect(detail.fields).toEqual({ ...fields, order: 'A-2291' });
    expect(detail.fields_shown).toEqual([
      { key: 'order', label: 'Order number', value: 'A-2291' },
      { key: 'what', label: 'What is wrong?', value: 'Paid twice' },
      { key: 'amount', label: 'Amount', value: '12.5' },
      { key: 'devices', label: 'Devices', value: 'Phone, Laptop' },
      { key: 'since', label: 'Since when?', value: '2026-02-27' },
    ]);
    const found = (await api.get('/api/v1/admin/tickets?q=2291', agent)).json as TicketPage;
    expect(found.tickets.map((row) => row.number)).toEqual([number]);
    expect((await api.get('/api/v1/admin/tickets?format=csv', agent)).text).toContain('A-2291');
  });

  it('are named by pointer when they are missing, and a request without any is then refused', async () => {
    const { api } = await open();
    const answer = await api.submit({ category: 'billing' });
    expect(answer.status).toBe(400);
    expect(problemOf(answer).errors).toEqual([{ pointer: '/fields/order', detail: 'Fill in “Order number”.' }]);
  });

  it('are asked by category: where none is required, scripts go on as before', async () => {
    const { api } = await open();
    expect((await api.submit({ category: 'general' })).status).toBe(201);
  });

  it('are asked by type of enquiry, also by the one that a category brings with it', async () => {
    const { api } = await open();
    expect(pointersOf(await api.submit({ enquiry_type: 'problem' }))).toEqual(['/fields/agree']);
    expect(pointersOf(await api.submit({ category: 'bug' }))).toEqual(['/fields/agree']);
    expect((await api.submit({ category: 'bug', fields: { agree: true } })).status).toBe(201);
    expect(pointersOf(await api.submit({ category: 'bug', fields: { agree: false } }))).toEqual(['/fields/agree']);
  });

  it('are not asked of a security report unless they name it', async () => {
    const { api } = await open({ agree: { kind: 'checkbox', label: 'Agreed', required: true } });
    expect((await api.submit({ category: 'security' })).status).toBe(201);
    expect((await api.submit({ category: 'general' })).status).toBe(400);
  });

  it('are required only while they are shown, and refused while they are not', async () => {
    const { api } = await open();
    const send = (fields: object) => api.submit({ fields });
    expect((await send({ what: 'other' })).status).toBe(201);
    expect(pointersOf(await send({ what: 'twice' }))).toEqual(['/fields/amount']);
    const hidden = await send({ what: 'other', amount: 3 });
    expect(problemOf(hidden).errors).toEqual([
      { pointer: '/fields/amount', detail: '“Amount” is not asked here: leave it out, or change what it depends on.' },
    ]);
  });

  it.each([
    [{ unheard: 'x' }, '/fields/unheard'],
    [{ constructor: 'x' }, '/fields/constructor'],
    [{ order: 'A-2291' }, '/fields/order'],
    [{ what: 'nothing' }, '/fields/what'],
    [{ what: ['other'] }, '/fields/what'],
    [{ what: 'twice', amount: '12' }, '/fields/amount'],
    [{ what: 'twice', amount: 0 }, '/fields/amount'],
    [{ devices: ['phone', 'phone'] }, '/fields/devices'],
    [{ devices: 'phone' }, '/fields/devices'],
    [{ since: '2026-02-30' }, '/fields/since'],
    [{ since: '2026-03-09' }, '/fields/since'],
  ])('%j is refused at %s', async (fields, pointer) => {
    const { api } = await open();
    const answer = await api.submit({ category: 'general', fields });
    expect([answer.status, pointersOf(answer)]).toEqual([400, [pointer]]);
  });

  it('take tomorrow for today where it is tomorrow already', async () => {
    const { api } = await open();
    services.clock.set('2026-03-02T18:00:00.000Z');
    expect((await api.submit({ fields: { since: '2026-03-03' } })).status).toBe(201);
    expect((await api.submit({ fields: { since: '2026-03-04' } })).status).toBe(400);
  });

  it('name a file that comes along', async () => {
    const { api, agent } = await open();
    const ticket = (receipt: string) => ({
      site: 'default',
      locale: 'en',
      message: 'I paid twice.',
      fields: { what: 'twice', amount: 3, receipt },
    });
    const file = { name: 'receipt.pdf', bytes: someBytes(200) };
    const send = async (receipt: string) =>
      api.call('POST', '/api/v1/tickets', await withFiles('ticket', ticket(receipt), [file]), {
        'idempotency-key': crypto.randomUUID(),
      });
    expect(pointersOf(await send('other.pdf'))).toEqual(['/fields/receipt']);
    const { number } = (await send('receipt.pdf')).json as { number: number };
    const detail = await detailOf(api, number, agent);
    expect(detail.fields_shown.at(-1)).toEqual({ key: 'receipt', label: 'The receipt', value: 'receipt.pdf' });
    expect(detail.messages[0]?.attachments.map(({ name }) => name)).toEqual(['receipt.pdf']);
  });

  it('stay readable when the settings no longer have them', async () => {
    const { api, agent } = await open({});
    const { number } = await api.submitted({ fields: { order: 'A-1', agreed: true } });
    expect((await detailOf(api, number, agent)).fields_shown).toEqual([
      { key: 'order', label: 'order', value: 'A-1' },
      { key: 'agreed', label: 'agreed', value: 'Yes' },
    ]);
  });

  it('give a retry its answer although the settings ask for more since', async () => {
    const { api } = await open({});
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await api.submit({}, key);
    services.settings.fields = { must: { kind: 'text', label: 'Must', required: true } };
    expect((await api.submit()).status).toBe(400);
    const again = await api.submit({}, key);
    expect([again.status, again.json]).toEqual([201, first.json]);
  });
});
