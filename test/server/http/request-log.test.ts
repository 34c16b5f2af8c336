// SEC-39: the log is one line of JSON for each event, whatever is asked, and holds nothing that opens a door.
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCaller, apiOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { joined, openBrowser, PASSWORD } from '../sign-in/browser.ts';

const ESCAPE = '\u001b[31m';

let services: TestServices;
let api: ApiCaller;
let logged = '';

beforeAll(async () => {
  const into = new Writable({
    write: (chunk, _encoding, done) => {
      logged += String(chunk);
      done();
    },
  });
  services = await makeServices({ log: pino({ level: 'trace' }, into) });
  api = apiOf(services);
});
afterAll(() => services.close());

it('holds no password, cookie, key, token or word of a person, also of what fails on our side', async () => {
  const { browser } = await joined(services, api, 'admin', 'grace@example.com');
  const admin = await api.personWith('agent');
  const again = openBrowser(services, api);
  await again.signIn('grace@example.com', 'a wrong secret password');
  await again.signIn('grace@example.com');
  const { number, access_key } = await api.submitted({ message: 'PRIVATE WORDS', email: 'ada@example.com' });
  await api.get(`/api/v1/tickets/${number}`, withKey(access_key));
  await api.get(`/tickets/${number}?key=${access_key}`);
  await api.get('/api/v1/admin/tickets?q=PRIVATE+SEARCH', admin);
  await api.call('POST', '/api/v1/tickets', '{"message": "PRIVATE', {
    'content-type': 'application/json',
    'idempotency-key': '11111111-1111-4111-8111-111111111111',
  });
  await services.db.schema.alterTable('ticket_message').renameTo('gone').execute();
  expect((await api.submit({ message: 'PRIVATE FAILURE', email: 'ada@example.com' })).status).toBe(500);
  await services.db.schema.alterTable('gone').renameTo('ticket_message').execute();
  expect(logged).toContain('"status":500');
  const secrets = [
    PASSWORD,
    'wrong secret',
    access_key,
    admin.authorization.split(' ')[1] ?? '',
    'PRIVATE',
    'ada@',
    'grace@',
  ];
  for (const cookies of [browser.cookies, again.cookies]) secrets.push(...cookies.values());
  expect(secrets.length).toBeGreaterThan(8);
  for (const secret of secrets) {
    expect(logged).not.toContain(secret);
    expect(logged).not.toContain(encodeURIComponent(secret));
  }
});

it('stays one line of JSON each, whatever an address or a header holds', async () => {
  const before = logged.length;
  for (const text of ['a\nb', '\r\n{"level":30}', ESCAPE, '\u2028', '"}', '\u0000'])
    await api.get(`/help/${encodeURIComponent(text)}?next=${encodeURIComponent(text)}`, {
      'user-agent': `x ${encodeURIComponent(text)}`,
    });
  const lines = logged.slice(before).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(6);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
    expect(line).not.toContain(ESCAPE);
  }
});
