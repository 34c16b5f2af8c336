// The form without scripts asks what the settings ask, takes files, and has the line that only programs fill in.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { hiddenField, type PageReader, readerOf } from './page-reader.ts';

let services: TestServices;
let reader: PageReader;
const FORM = '/help/en/request';

beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      settings.fields = {
        order: { kind: 'text', label: 'Order number', help: 'On the mail.', required: true, categories: ['billing'] },
        what: { kind: 'select', label: 'What is wrong?', options: { twice: 'Paid <twice>', other: 'Other' } },
        amount: { kind: 'number', label: 'Amount', required: true, shown_when: { field: 'what', is: ['twice'] } },
        devices: { kind: 'multi_select', label: 'Devices', options: { phone: 'Phone', laptop: 'Laptop' } },
        agree: { kind: 'checkbox', label: 'You may look' },
        receipt: { kind: 'file', label: 'The receipt', shown_when: { field: 'agree', is: [true] } },
      };
    },
  });
  reader = readerOf(createApp(services));
});
afterAll(() => services.close());

/** What a browser sends of this form; empty fields for files come along as such. */
async function send(fields: Record<string, string>, files: Record<string, File> = {}) {
  const form = new FormData();
  form.set('idempotency_key', hiddenField((await reader.get(FORM)).html, 'idempotency_key'));
  form.set('message', 'I paid for one order two times.');
  form.set('category', 'general');
  form.set('website', '');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const name of ['file', 'file.receipt']) form.append(name, files[name] ?? new File([], ''));
  return reader.postForm(FORM, form);
}

const stored = () =>
  services.db.selectFrom('ticket').select(['id', 'fields', 'spam_reasons']).orderBy('number', 'desc').execute();

it('says for what each field is meant, since nothing can hide', async () => {
  const { html } = await reader.get(FORM);
  expect(html).toContain('On the mail. Only for: Billing and payment.');
  expect(html).toContain('Only if “What is wrong?” is: Paid &#60;twice&#62;.');
  expect(html).toContain('Only if “You may look” is filled in.');
  expect(html).toContain('What is wrong? (optional)');
  expect(html).toMatch(/<select[^>]*name="f\.what"[^>]*><option value="">Choose one/);
});

it('takes what is asked, with the file that a field asks for', async () => {
  const receipt = new File(['a receipt'], 'receipt.pdf');
  const picture = new File(['a picture'], 'picture.png');
  const answer = await send(
    {
      category: 'billing',
      'f.order': 'A-2291',
      'f.what': 'twice',
      'f.amount': '1 200,50',
      'f.devices.laptop': 'yes',
      'f.agree': 'yes',
    },
    { file: picture, 'file.receipt': receipt },
  );
  expect(answer.html).toContain('We have it');
  const [ticket] = await stored();
  expect(JSON.parse(ticket?.fields ?? '')).toEqual({
    order: 'A-2291',
    what: 'twice',
    amount: 1200.5,
    devices: ['laptop'],
    agree: true,
    receipt: 'receipt.pdf',
  });
  const files = await services.db
    .selectFrom('attachment')
    .select('name')
    .where('ticket_id', '=', ticket?.id ?? '')
    .execute();
  expect(files.map(({ name }) => name).sort()).toEqual(['picture.png', 'receipt.pdf']);
});

it('names what is missing at its field, and keeps every word and every tick', async () => {
  const before = (await stored()).length;
  const { status, html } = await send({ category: 'billing', 'f.what': 'twice', 'f.devices.phone': 'yes' });
  expect(status).toBe(400);
  expect(html).toContain('<a href="#f.order">Fill in “Order number”.</a>');
  expect(html).toContain('<a href="#f.amount">Fill in “Amount”.</a>');
  expect(html).toContain('<option value="twice" selected>');
  expect(html).toMatch(/name="f\.devices\.phone" value="yes" checked/);
  expect((await stored()).length).toBe(before);
});

it('says of what is not asked here what it depends on, rather than losing it', async () => {
  const { status, html } = await send({ 'f.order': 'A-2291' });
  expect(status).toBe(400);
  expect(html).toContain('Order number: This is not asked here');
  expect(html).toContain('value="A-2291"');
});

it('stores what fills in the hidden line, and marks it', async () => {
  expect((await reader.get(FORM)).html).toMatch(/aria-hidden="true"><label>[^<]*<input name="website" tabindex="-1"/);
  await send({ website: 'https://buy.example' });
  expect((await stored())[0]?.spam_reasons).toBe('trap');
  await send({});
  expect((await stored())[0]?.spam_reasons).toBeNull();
});

it('refuses more files than may come at once, empty fields not counted', async () => {
  const many = async (count: number) => {
    const form = new FormData();
    form.set('idempotency_key', hiddenField((await reader.get(FORM)).html, 'idempotency_key'));
    form.set('message', 'See the pictures.');
    for (let at = 0; at < count; at += 1) form.append('file', new File([`${at}`], `${at}.png`));
    form.append('file.receipt', new File([], ''));
    return reader.postForm(FORM, form);
  };
  expect((await many(5)).status).toBe(200);
  const { status, html } = await many(6);
  expect(status).toBe(413);
  expect(html).toContain('Up to 5 files of');
  expect(html).toContain('See the pictures.');
});
