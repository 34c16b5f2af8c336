// Erasing a requester (SEC-47): nothing of them anywhere, figures as before, nothing of anybody else touched.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Erased } from '../../../contract/api/requesters.ts';
import { hideEmails } from '../../../contract/scrub.ts';
import { dialectOf } from '../../../server/db/dialect.ts';
import { REPORTS } from '../../../server/reports/catalogue.ts';
import { type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { withFiles } from '../../support/multipart.ts';
import { filesBelow, placesOf } from './stored-words.ts';

const ANN = 'Ann.O-Neil+help@Mail.example.com';
/** Nobody else writes any of these. */
const HER_WORDS = ['zanzibar', 'quagmire', 'xylophone', 'flibberti', 'borborygmus', 'ann-ref-77', 'Wombatface'];
const SID = 'a1'.repeat(16);
const EARLIER_SID = 'b2'.repeat(16);

let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };
let agent: { authorization: string };
let folder: string;
let log = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-erase-'));
  services = await makeServices({
    database: join(folder, 'erase.db'),
    log: pino(
      { level: 'debug' },
      new Writable({
        write: (chunk, _encoding, done) => {
          log += String(chunk);
          done();
        },
      }),
    ),
  });
  api = apiOf(services);
  // The named reader of the security category is the admin who was made first.
  await api.personWith('admin', 'first@example.com');
  admin = await api.personWith('admin');
  agent = await api.personWith('agent');
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

const pathOf = (number: number) => `/api/v1/admin/tickets/${number}`;
const erase = (body: object, who = admin) => api.post('/api/v1/admin/requesters/erase', body, who);
const note = (number: number, body: string) =>
  api.post(`${pathOf(number)}/messages`, { visibility: 'internal', body }, agent);

/** What waits for the team, and no figure of what was: what is erased waits for nobody, or it would languish for ever. */
const WAITING = 'status_age';

async function figure(name: string): Promise<unknown> {
  const answer = await api.get(`/api/v1/admin/reports/${name}?from=2026-02-20&to=2026-03-20&min_n=1`, admin);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}

/** All figures that there are of what was, for the weeks of the test. */
async function figures(): Promise<unknown[]> {
  return Promise.all(REPORTS.filter(({ name }) => name !== WAITING).map(({ name }) => figure(name)));
}

/** How many wait for the team. */
async function waiting(): Promise<number> {
  const { data } = (await figure(WAITING)) as { data: { open: number }[] };
  return data.reduce((sum, { open }) => sum + open, 0);
}

const trailOf = (sid: string, query: string) => [
  {
    seq: 1,
    t_ms: 0,
    type: 'session_started',
    page_key: '/billing',
    locale: 'en',
    user_ref: 'ann-ref-77',
    is_staff: false,
  },
  {
    seq: 2,
    t_ms: 4_000,
    type: 'search_performed',
    search_id: `s-${sid.slice(0, 4)}`,
    query,
    result_count: 0,
    result_ids: [],
    trigger: 'enter',
  },
];

async function annWrites(): Promise<{ number: number; access_key: string }[]> {
  await api.post('/api/v1/events', {
    v: 1,
    site: 'default',
    sid: EARLIER_SID,
    events: trailOf(EARLIER_SID, 'flibberti'),
  });
  await services.events.flush();
  const body = await withFiles(
    'ticket',
    {
      site: 'default',
      locale: 'en',
      email: ANN,
      name: 'Wombatface',
      subject: 'The zanzibar report',
      message: `I am in a quagmire, write to ${ANN}`,
      fields: { order: 'xylophone' },
      session: { sid: SID, trail: trailOf(SID, 'xylophone export') },
    },
    [{ name: 'borborygmus.txt', bytes: 'a quagmire of bytes' }],
  );
  const first = await api.call('POST', '/api/v1/tickets', body, { 'idempotency-key': crypto.randomUUID() });
  expect(first.status, first.text).toBe(201);
  const sent = [first.json as { number: number; access_key: string }];
  sent.push(await api.submitted({ email: ANN.toUpperCase(), message: 'zanzibar again' }));
  sent.push(await api.submitted({ email: ANN, message: 'A quagmire of a hole', category: 'security' }));
  return sent;
}

describe('an erased requester', () => {
  let sent: { number: number; access_key: string }[];
  let other: { number: number; access_key: string };
  let before: unknown[];
  let waited: number;
  let counted: { total: number };
  let answer: Erased;
  let file: string;

  it('is gone from every table, file and log, and from the words of others', async () => {
    sent = await annWrites();
    const [first] = sent.map(({ number }) => number);
    if (first === undefined) throw new Error('nothing was sent');
    other = await api.submitted({
      email: 'bob@example.com',
      message: `Ask <${ANN}>, mailto:${ANN.replace('@', '%40')}`,
    });
    await note(other.number, `the same as ${ANN.toUpperCase()}.`);
    await note(first, `${ANN} called about the zanzibar`);
    await api.post(`${pathOf(other.number)}/status`, { status: 'in_review', note: `asked by ${ANN}` }, agent);
    await api.post(
      `${pathOf(first)}/status`,
      { status: 'completed', answer_state: 'not_knowledge', note: 'no more quagmire' },
      agent,
    );
    await api.post(
      `/api/v1/tickets/${first}/satisfaction`,
      { score: 2, comment: 'borborygmus' },
      withKey(sent[0]?.access_key ?? ''),
    );
    await api.call('PUT', `${pathOf(first)}/draft`, { visibility: 'public', body: 'Dear Wombatface' }, agent);
    await api.post(`${pathOf(other.number)}/messages`, { visibility: 'public', body: 'Hello' }, agent);
    services.clock.advance(2 * 86_400_000);
    await services.events.flush();
    before = await figures();
    waited = await waiting();
    counted = (await api.get('/api/v1/admin/tickets', admin)).json as { total: number };
    const found = await placesOf(services, [ANN, ...HER_WORDS]);
    if (dialectOf(services.db) === 'sqlite')
      expect(found.filter((place) => place.includes('erase.db'))).not.toEqual([]);
    const places = found.map((place) => place.split(/[:/]/)[0]);
    expect(places).toEqual(
      expect.arrayContaining(['ticket.subject', 'ticket_message.body', 'search.query', 'outbox.recipient']),
    );
    const files = filesBelow(join(services.config.dataDir, 'attachments'));
    expect(files).toHaveLength(1);
    file = basename(files[0] ?? '');
    const download = `/api/v1/tickets/${first}/attachments/${file}`;
    expect((await api.get(download, withKey(sent[0]?.access_key ?? ''))).status).toBe(200);

    const preview = await erase({ email: ANN, dry_run: true });
    expect(preview.json).toMatchObject({ dry_run: true, requests: 2 });
    expect(await placesOf(services, HER_WORDS)).not.toEqual([]);

    const done = await erase({ email: ANN, confirm: ANN.toLowerCase() });
    expect(done.status, done.text).toBe(200);
    answer = done.json as Erased;
    expect({ ...answer, dry_run: true }).toEqual(preview.json);

    expect(await placesOf(services, [ANN, ANN.replace('@', '%40'), ...HER_WORDS])).toEqual([]);
    expect(filesBelow(join(services.config.dataDir, 'attachments'))).toEqual([]);
    for (const word of [ANN, ...HER_WORDS]) expect(log.toLowerCase()).not.toContain(word.toLowerCase());
    expect(log).toContain('request');
  });

  it('was counted for whoever asked: what they may not see is erased and not told', () => {
    expect(answer).toEqual({ dry_run: false, requests: 2, messages: 3, files: 1, sessions: 2, mentions: 2 });
  });

  it('leaves the figures as they were', async () => {
    expect(await figures()).toEqual(before);
    expect(JSON.stringify(before)).toContain('"num"');
  });

  it('waits for nobody any more', async () => {
    // Hers that is open and that everybody may see, and somebody else's.
    expect([waited, await waiting()]).toEqual([2, 1]);
  });

  it('is on no list, in no count and no search', async () => {
    const { total, tickets } = (await api.get('/api/v1/admin/tickets?limit=100', admin)).json as {
      total: number;
      tickets: { number: number }[];
    };
    expect(total).toBe(counted.total - 2);
    expect(tickets.map(({ number }) => number)).toEqual([other.number]);
    for (const { number } of sent)
      expect((await api.get(`/api/v1/admin/tickets?q=${number}`, admin)).json).toMatchObject({ total: 0 });
    for (const word of ['zanzibar', 'quagmire', 'Wombatface'])
      expect((await api.get(`/api/v1/admin/tickets?q=${word}`, admin)).json).toMatchObject({ total: 0 });
  });

  it('cannot be told from one who never wrote, by their own key or by those who work here', async () => {
    const shapeOf = (got: Awaited<ReturnType<typeof api.get>>) => ({
      ...problemOf(got),
      request_id: '',
      length: got.text.length,
      headers: Object.fromEntries(got.headers),
    });
    for (const { number, access_key } of sent) {
      const key = withKey(access_key);
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['POST', '/messages', { body: 'Hello?' }],
        ['POST', '/confirmation', { solved: true }],
        ['POST', '/satisfaction', { score: 5 }],
        ['GET', `/attachments/${file}`, undefined],
      ] as const) {
        const found = await api.call(method, `/api/v1/tickets/${number}${path}`, body, key);
        const unknown = await api.call(method, `/api/v1/tickets/999999${path}`, body, key);
        expect(shapeOf(found)).toEqual(shapeOf(unknown));
        expect(found.status).toBe(404);
      }
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['PATCH', '', { severity: 2 }],
        ['POST', '/messages', { visibility: 'internal', body: 'x' }],
        ['POST', '/status', { status: 'in_review' }],
        ['POST', '/merge', { into: other.number }],
      ] as const) {
        const headers = { ...admin, 'if-match': '"v1"' };
        const found = await api.call(method, pathOf(number) + path, body, headers);
        expect(shapeOf(found)).toEqual(shapeOf(await api.call(method, pathOf(999_999) + path, body, headers)));
        expect(found.status).toBe(404);
      }
      // The page that works without scripts asks for the key, as for a number that was never given.
      const pages = await Promise.all(
        [number, 999_999].map(async (each) => {
          const page = await api.get(`/tickets/${each}`, { cookie: `fingerpost_key=${access_key}` });
          return { status: page.status, text: page.text.replaceAll(String(each), 'N').replace(/nonce-?="?[^"]+/g, '') };
        }),
      );
      expect(pages[0]).toEqual(pages[1]);
    }
  });

  it('keeps who moved it when, without a word', async () => {
    const lines = await services.db
      .selectFrom('ticket_history')
      .innerJoin('ticket', 'ticket.id', 'ticket_history.ticket_id')
      .select(['what', 'from_value', 'to_value', 'note'])
      .where('ticket.number', '=', sent[0]?.number ?? 0)
      .where('what', 'in', ['status', 'erased'])
      .orderBy('ticket_history.at')
      .orderBy('ticket_history.id')
      .execute();
    expect(lines).toEqual([
      { what: 'status', from_value: null, to_value: 'submitted', note: null },
      { what: 'status', from_value: 'submitted', to_value: 'completed', note: null },
      { what: 'erased', from_value: null, to_value: null, note: null },
    ]);
  });

  it('leaves what others wrote, but for the address', async () => {
    const detail = (await api.get(pathOf(other.number), agent)).json as {
      requester: { email: string };
      messages: { body: string }[];
      history: { note: string | null }[];
    };
    expect(detail.requester.email).toBe('bob@example.com');
    expect(detail.messages.map(({ body }) => body)).toEqual([
      `Ask <[erased]>, mailto:[erased]`,
      'the same as [erased].',
      'Hello',
    ]);
    expect(detail.history.map((line) => line.note)).toContain(hideEmails(`asked by ${ANN}`));
    expect((await api.get(`/api/v1/tickets/${other.number}`, withKey(other.access_key))).status).toBe(200);
  });

  it('is in the audit as one, without a name and without what not every admin may know', async () => {
    const { entries } = (await api.get('/api/v1/admin/audit?what=requester_erased', admin)).json as {
      entries: { who: string; about: string | null; detail: string | null }[];
    };
    expect(entries).toMatchObject([{ who: 'admin', about: null, detail: 'Erased one requester, 2 requests.' }]);
  });

  it('is erased once: the second time there is nothing', async () => {
    const again = await erase({ email: ANN, confirm: ANN });
    expect(again.json).toEqual({ dry_run: false, requests: 0, messages: 0, files: 0, sessions: 0, mentions: 0 });
    expect(await figures()).toEqual(before);
  });
});

describe('erasing', () => {
  it('asks for the address twice, and for one that is one', async () => {
    for (const [pointer, body] of [
      ['/confirm', { email: 'bob@example.com' }],
      ['/confirm', { email: 'bob@example.com', confirm: 'bop@example.com' }],
      ['/email', { email: 'bob', confirm: 'bob' }],
      ['/email', { confirm: 'x' }],
      ['/everybody', { email: 'bob@example.com', confirm: 'bob@example.com', everybody: true }],
    ] as const)
      expect(problemOf(await erase(body))).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect(problemOf(await erase({ email: 'bob@example.com', confirm: 'bob@example.com' }, agent)).status).toBe(403);
    expect((await api.get('/api/v1/admin/tickets?q=bob', admin)).json).toMatchObject({ total: 1 });
  });

  it('takes along what somebody sent without an address, and nobody to whom the host gave the same reference', async () => {
    const trail = (sid: string, user_ref: string) => ({
      sid,
      trail: [{ seq: 1, t_ms: 0, type: 'session_started', page_key: '/x', locale: 'en', user_ref, is_staff: false }],
    });
    const own = await api.submitted({ email: 'cat@example.com', session: trail('c1'.repeat(16), 'cat-1') });
    const without = await api.submitted({ session: trail('c2'.repeat(16), 'cat-1') });
    const guest = await api.submitted({ email: 'cat@example.com', session: trail('c3'.repeat(16), 'guest') });
    const otherGuest = await api.submitted({ email: 'dan@example.com', session: trail('c4'.repeat(16), 'guest') });
    const namelessGuest = await api.submitted({ session: trail('c5'.repeat(16), 'guest') });
    expect((await erase({ email: 'cat@example.com', confirm: 'cat@example.com' })).json).toMatchObject({ requests: 3 });
    const there = async ({ number }: { number: number }) => (await api.get(pathOf(number), admin)).status;
    expect(await Promise.all([own, without, guest, otherGuest, namelessGuest].map(there))).toEqual([
      404, 404, 404, 200, 200,
    ]);
  });

  it('finds whom the host calls by their address, also where no request came of it', async () => {
    const email = 'Eve.Hill@mail.example.com';
    for (const [sid, user_ref] of [
      ['e1'.repeat(16), email],
      ['e2'.repeat(16), email.toUpperCase()],
      ['e3'.repeat(16), `not-${email}`],
    ] as const)
      await api.post('/api/v1/events', {
        v: 1,
        site: 'default',
        sid,
        events: [{ seq: 1, t_ms: 0, type: 'session_started', page_key: '/x', locale: 'en', user_ref, is_staff: false }],
      });
    await services.events.flush();
    await api.post('/api/v1/admin/me/tokens', { name: `For ${email}` }, admin);
    expect((await erase({ email, confirm: email })).json).toMatchObject({ requests: 0, sessions: 2, mentions: 1 });
    const left = await placesOf(services, [email]);
    expect(left.filter((place) => !place.includes(`not-${email}`) && !place.startsWith('/'))).toEqual([]);
    expect(left.some((place) => place.startsWith('help_session'))).toBe(true);
  });

  it('tells nobody by any number that there is a request which they may not see', async () => {
    const email = 'hidden@example.com';
    const sid = 'd1'.repeat(16);
    const { number } = await api.submitted({ email, session: { sid, trail: trailOf(sid, 'a way in') } });
    const etag = (await api.get(pathOf(number), admin)).headers.get('etag') ?? '';
    const moved = await api.call('PATCH', pathOf(number), { category: 'security' }, { ...admin, 'if-match': etag });
    expect(moved.status, moved.text).toBe(200);
    await services.events.flush();
    const nothing = { requests: 0, messages: 0, files: 0, sessions: 0, mentions: 0 };
    expect((await erase({ email, dry_run: true })).json).toEqual({ dry_run: true, ...nothing });
    const tabs = () => services.db.selectFrom('help_session').select('id').where('sid', '=', sid).execute();
    expect(await tabs()).toHaveLength(1);
    expect((await erase({ email, confirm: email })).json).toEqual({ dry_run: false, ...nothing });
    expect(await tabs()).toEqual([]);
  });

  it('counts the same number of people afterwards as before', async () => {
    const people = async () =>
      new Set(
        (await services.db.selectFrom('ticket').select('requester_key').execute()).map((row) => row.requester_key),
      ).size;
    for (const email of ['eve@example.com', 'EVE@example.com', 'fay@example.com']) await api.submitted({ email });
    const before = await people();
    for (const email of ['eve@example.com', 'fay@example.com']) await erase({ email, confirm: email });
    expect(await people()).toBe(before);
  });

  it('lets go of one request of two that were merged, and keeps what the other person wrote', async () => {
    const hers = await api.submitted({ email: 'gil@example.com', message: 'kaleidoscope' });
    const his = await api.submitted({ email: 'hal@example.com', message: 'the same here' });
    const merged = await api.post(`${pathOf(his.number)}/merge`, { into: hers.number }, admin);
    expect(merged.status, merged.text).toBe(200);
    const words = { body: 'and something of my own' };
    expect((await api.post(`/api/v1/tickets/${his.number}/messages`, words, withKey(his.access_key))).status).toBe(200);
    await erase({ email: 'gil@example.com', confirm: 'gil@example.com' });
    expect(await placesOf(services, ['kaleidoscope'])).toEqual([]);
    const view = await api.get(`/api/v1/tickets/${his.number}`, withKey(his.access_key));
    expect(view.text).toContain('and something of my own');
    expect((await api.get('/api/v1/admin/tickets?q=own', admin)).json).toMatchObject({ total: 1 });
  });

  it('does not come back: events that arrive later for the same tab are of nobody', async () => {
    const sid = 'd1'.repeat(16);
    const session = {
      sid,
      trail: [
        { seq: 1, t_ms: 0, type: 'session_started', page_key: '/x', locale: 'en', user_ref: 'ivy-1', is_staff: false },
      ],
    };
    await api.submitted({ email: 'ivy@example.com', session });
    await erase({ email: 'ivy@example.com', confirm: 'ivy@example.com' });
    await services.events.flush();
    expect(await placesOf(services, [sid, 'ivy-1', 'ivy@example.com'])).toEqual([]);
  });
});
