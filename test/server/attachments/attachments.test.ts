// Files of requests: kept byte by byte before they are acknowledged, given back as downloads only, to nobody else.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TicketDetail } from '../../../contract/api/ticket-work.ts';
import type { RequesterTicket } from '../../../contract/api/tickets.ts';
import { LIMITS, ORPHAN_FILE_HOURS } from '../../../contract/limits.ts';
import { removeFiles } from '../../../server/attachments/attachment-files.ts';
import { removeOrphanFiles } from '../../../server/attachments/remove-orphan-files.ts';
import { removeAttachmentsOf } from '../../../server/attachments/store-attachments.ts';
import { A_MESSAGE, type Answer, type ApiCaller, apiOf, problemOf, withKey } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { rawForm, someBytes, type TestFile, withFiles } from '../../support/multipart.ts';
import { joined } from '../sign-in/browser.ts';

let services: TestServices;
let api: ApiCaller;
let agent: { authorization: string };

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  await api.personWith('admin');
  agent = await api.personWith('agent');
});
afterAll(() => services.close());

const TICKET = { site: 'default', locale: 'en', message: A_MESSAGE };
const folder = () => join(services.config.dataDir, 'attachments');
const onDisk = () => (existsSync(folder()) ? readdirSync(folder()).sort() : []);
const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** The files of the folder that this process holds open, where the system tells (Linux). */
const heldOpen = () => {
  const handles = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : [];
  return handles.filter((handle) => {
    try {
      return readlinkSync(`/proc/self/fd/${handle}`).startsWith(folder());
    } catch (_closedMeanwhile) {
      return false;
    }
  });
};

async function send(files: TestFile[], key: string = crypto.randomUUID(), ticket: object = TICKET): Promise<Answer> {
  return api.call('POST', '/api/v1/tickets', await withFiles('ticket', ticket, files), { 'idempotency-key': key });
}

async function sent(files: TestFile[]) {
  const answer = await send(files);
  expect(answer.status, answer.text).toBe(201);
  const { number, access_key } = answer.json as { number: number; access_key: string };
  const path = `/api/v1/admin/tickets/${number}`;
  return {
    number,
    access_key,
    path,
    detail: async () => (await api.get(path, agent)).json as TicketDetail,
    view: async () => (await api.get(`/api/v1/tickets/${number}`, withKey(access_key))).json as RequesterTicket,
  };
}

/** The bytes as they come, which `api.get` would read as text. */
async function bytesAt(path: string, headers: Record<string, string>): Promise<Uint8Array> {
  return new Uint8Array(await (await api.app.request(path, { headers })).arrayBuffer());
}

describe('a request with files', () => {
  it('keeps each byte by byte, for the requester and for those who work here', async () => {
    const png = someBytes(70_000);
    const one = await sent([
      { name: 'screen shot.png', bytes: png },
      { name: 'notes.txt', bytes: 'plain words' },
    ]);
    const files = (await one.detail()).messages[0]?.attachments ?? [];
    expect(files).toMatchObject([
      { name: 'screen shot.png', type: 'image/png', bytes: 70_000, sha256: hashOf(png) },
      { name: 'notes.txt', type: 'text/plain', bytes: 11, sha256: hashOf('plain words') },
    ]);
    expect(await bytesAt(files[0]?.url ?? '', agent)).toEqual(png);
    const mine = (await one.view()).messages[0]?.attachments ?? [];
    expect(mine.map((file) => file.name)).toEqual(['screen shot.png', 'notes.txt']);
    expect(await bytesAt(mine[0]?.url ?? '', withKey(one.access_key))).toEqual(png);
  });

  it('is only ever a download that runs nothing and is kept nowhere', async () => {
    const one = await sent([{ name: 'page.html', bytes: '<script>alert(1)</script>' }]);
    const [file] = (await one.detail()).messages[0]?.attachments ?? [];
    const theirs = `/api/v1/tickets/${one.number}/attachments/${file?.id}`;
    for (const answer of [await api.get(file?.url ?? '', agent), await api.get(theirs, withKey(one.access_key))]) {
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-length': '25',
        'content-disposition': `attachment; filename="page.html"; filename*=UTF-8''page.html`,
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x', 'x'],
    ['a\r\nSet-Cookie: x=1', /^a(%0D%0A)?Set-Cookie: x=1$/],
    ['.htaccess', '.htaccess'],
    ['\u200b.htaccess', '.htaccess'],
    ['CON', 'CON'],
    ['gpj\u202e.exe', 'gpj.exe'],
    ['a"b;c%00.txt', /^a(%22|")b;c%00\.txt$/],
    ['..', 'file'],
    ['', 'file'],
    ['Bericht für Zoë 🎉.pdf', 'Bericht für Zoë 🎉.pdf'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(116)}.png`],
  ])('has a name that harms nobody, from %j', async (name, clean) => {
    const before = onDisk();
    const one = await sent([{ name, bytes: 'x' }]);
    const [file] = (await one.detail()).messages[0]?.attachments ?? [];
    expect(file?.name).toEqual(clean instanceof RegExp ? expect.stringMatching(clean) : clean);
    expect(file?.name.length).toBeLessThanOrEqual(LIMITS.attachmentName);
    const { headers } = await api.get(file?.url ?? '', agent);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w .()-]*"; filename\*=UTF-8''[\w.%!~*-]*$/,
    );
    expect(headers.get('set-cookie')).toBeNull();
    const fresh = onDisk().filter((stored) => !before.includes(stored));
    expect(fresh).toEqual([file?.id]);
  });

  it('is not held open by questions for its headers alone', async () => {
    const bytes = someBytes(1_000_000);
    const one = await sent([{ name: 'a.bin', bytes }]);
    const url = (await one.view()).messages[0]?.attachments[0]?.url ?? '';
    for (let at = 0; at < 5; at += 1) {
      const answer = await api.app.request(url, { method: 'HEAD', headers: withKey(one.access_key) });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    }
    // A whole download gives every file that was opened before it the time to be there.
    expect(await bytesAt(url, withKey(one.access_key))).toEqual(bytes);
    await vi.waitFor(() => expect(heldOpen()).toEqual([]));
  });

  it('is taken without files too, as a form, and an empty field of a form is no file', async () => {
    const none = await send([]);
    expect(none.status).toBe(201);
    const empty = rawForm([
      { headers: ['Content-Disposition: form-data; name="ticket"'], content: JSON.stringify(TICKET) },
      {
        headers: ['Content-Disposition: form-data; name="file"; filename=""', 'Content-Type: application/octet-stream'],
        content: '',
      },
    ]);
    const answer = await api.call('POST', '/api/v1/tickets', empty, { 'idempotency-key': crypto.randomUUID() });
    expect(answer.status, answer.text).toBe(201);
    const { number } = answer.json as { number: number };
    expect(((await api.get(`/api/v1/admin/tickets/${number}`, agent)).json as TicketDetail).messages[0]).toMatchObject({
      attachments: [],
    });
  });
});

describe('a request whose files cannot be taken', () => {
  const form = (headers: string[], content = 'x') =>
    rawForm([
      { headers: ['Content-Disposition: form-data; name="ticket"'], content: JSON.stringify(TICKET) },
      { headers, content },
    ]);
  const file = 'Content-Disposition: form-data; name="file"; filename="a.txt"';

  it.each([
    [
      'more files than are taken at once',
      413,
      'body_too_large',
      () =>
        withFiles(
          'ticket',
          TICKET,
          Array.from({ length: LIMITS.attachmentsAtOnce + 1 }, () => ({ name: 'a', bytes: 'x' })),
        ),
    ],
    [
      'a file that is too big',
      413,
      'body_too_large',
      () => withFiles('ticket', TICKET, [{ name: 'a', bytes: new Uint8Array(LIMITS.attachmentBytes + 1) }]),
    ],
    [
      'files that are too big together',
      413,
      'body_too_large',
      () =>
        withFiles(
          'ticket',
          TICKET,
          Array.from({ length: 3 }, () => ({ name: 'a', bytes: new Uint8Array(9_000_000) })),
        ),
    ],
    [
      'a part that nobody knows',
      400,
      'validation_failed',
      () => form(['Content-Disposition: form-data; name="other"']),
    ],
    [
      'a file in a part that nobody knows',
      400,
      'validation_failed',
      () => form(['Content-Disposition: form-data; name="other"; filename="a.txt"']),
    ],
    ['no request', 400, 'validation_failed', () => rawForm([{ headers: [file], content: 'x' }])],
    [
      'no JSON',
      400,
      'malformed_json',
      () =>
        rawForm([
          { headers: [file], content: 'x' },
          { headers: ['Content-Disposition: form-data; name="ticket"'], content: '{' },
        ]),
    ],
    [
      'a request that cannot be used',
      400,
      'validation_failed',
      () => withFiles('ticket', { ...TICKET, message: ' ' }, [{ name: 'a', bytes: 'x' }]),
    ],
    [
      'an unknown category',
      400,
      'validation_failed',
      () => withFiles('ticket', { ...TICKET, category: 'nothing' }, [{ name: 'a', bytes: 'x' }]),
    ],
    [
      'an unknown site',
      404,
      'unknown_site',
      () => withFiles('ticket', { ...TICKET, site: 'x' }, [{ name: 'a', bytes: 'x' }]),
    ],
    [
      'an end in the middle of a file',
      400,
      'malformed_multipart',
      () => {
        const whole = form([file], 'x'.repeat(50_000));
        return { ...whole, raw: (whole.raw as Uint8Array<ArrayBuffer>).slice(0, 25_000) };
      },
    ],
    ['an end after a file', 400, 'malformed_multipart', () => rawForm([{ headers: [file], content: 'x' }], '')],
    ['no boundary', 400, 'malformed_multipart', () => ({ ...form([file]), type: 'multipart/form-data; x=1' })],
    ['nothing in it', 400, undefined, () => ({ raw: '', type: 'multipart/form-data; boundary=b' })],
  ] as const)('because of %s leaves nothing behind', async (_why, status, code, body) => {
    const before = onDisk();
    const answer = await api.call('POST', '/api/v1/tickets', await body(), { 'idempotency-key': crypto.randomUUID() });
    expect(answer.status, answer.text).toBe(status);
    if (code) expect(problemOf(answer).code).toBe(code);
    expect(onDisk()).toEqual(before);
    expect((await api.submit()).status).toBe(201);
  });
});

describe('a request with files that is sent again', () => {
  it('is the same with the same files, and refused with others', async () => {
    const key = crypto.randomUUID();
    const files = [{ name: 'a.txt', bytes: 'one' }];
    const first = await send(files, key);
    const before = onDisk();
    const again = await send(files, key);
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    for (const others of [[{ name: 'a.txt', bytes: 'two' }], [{ name: 'b.txt', bytes: 'one' }], []])
      expect(problemOf(await send(others, key))).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    expect(onDisk()).toEqual(before);
  });

  it('is one request with one file, however many times at once', async () => {
    const before = onDisk().length;
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send([{ name: 'a.txt', bytes: 'one' }], key)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(onDisk().length).toBe(before + 1);
  });
});

describe('the files of an answer', () => {
  it('come with a reply and are the requester’s too; those of a note never are', async () => {
    const one = await sent([]);
    const say = async (visibility: string, name: string) => {
      const body = await withFiles('message', { visibility, body: 'See this.' }, [{ name, bytes: name }]);
      const answer = await api.call('POST', `${one.path}/messages`, body, agent);
      expect(answer.status, answer.text).toBe(201);
      return (answer.json as TicketDetail).messages.at(-1)?.attachments[0]?.id;
    };
    const shown = await say('public', 'shown.txt');
    const hidden = await say('internal', 'hidden.txt');
    const own = (id: string | undefined) =>
      api.get(`/api/v1/tickets/${one.number}/attachments/${id}`, withKey(one.access_key));
    expect(JSON.stringify(await one.view())).toContain('shown.txt');
    expect(JSON.stringify(await one.view())).not.toContain('hidden.txt');
    expect((await own(shown)).text).toBe('shown.txt');
    expect(problemOf(await own(hidden))).toMatchObject({ status: 404, code: 'ticket_not_found' });
    expect((await api.get(`${one.path}/attachments/${hidden}`, agent)).text).toBe('hidden.txt');
  });

  it('come from somebody who is signed in to the console, and not from another website in their name', async () => {
    const { browser } = await joined(services, api, 'agent', 'signed-in@example.com');
    const one = await sent([]);
    const body = () => withFiles('message', { visibility: 'internal', body: 'See.' }, [{ name: 'a.txt', bytes: 'a' }]);
    const elsewhere = { origin: 'https://evil.example' };
    const forged = await browser.call('POST', `${one.path}/messages`, await body(), elsewhere);
    expect(problemOf(forged).code).toBe('wrong_origin');
    const answer = await browser.call('POST', `${one.path}/messages`, await body());
    expect(answer.status, answer.text).toBe(201);
    expect((await one.detail()).messages.at(-1)).toMatchObject({ body: 'See.', attachments: [{ name: 'a.txt' }] });
    const notHere = await browser.call('POST', `${one.path}/minutes`, await body());
    expect(problemOf(notHere).code).toBe('unsupported_media_type');
  });

  it('come with a requester’s answer', async () => {
    const one = await sent([]);
    const body = await withFiles('message', { body: 'Here it is.' }, [{ name: 'log.txt', bytes: 'a log' }]);
    const answer = await api.call('POST', `/api/v1/tickets/${one.number}/messages`, body, withKey(one.access_key));
    expect(answer.status, answer.text).toBe(200);
    expect((await one.detail()).messages.at(-1)).toMatchObject({
      body: 'Here it is.',
      attachments: [{ name: 'log.txt' }],
    });
  });

  it('are gone again where the answer is refused', async () => {
    const one = await sent([]);
    const before = onDisk();
    const body = await withFiles('message', { visibility: 'public', body: 'x', articles: ['no-such'] }, [
      { name: 'a', bytes: 'x' },
    ]);
    expect(problemOf(await api.call('POST', `${one.path}/messages`, body, agent)).code).toBe('unknown_article');
    expect(onDisk()).toEqual(before);
  });

  it('are at most so many', async () => {
    const one = await sent([]);
    const { id } = await services.db
      .selectFrom('ticket')
      .select('id')
      .where('number', '=', one.number)
      .executeTakeFirstOrThrow();
    const message = await services.db
      .selectFrom('ticket_message')
      .select('id')
      .where('ticket_id', '=', id)
      .executeTakeFirstOrThrow();
    const row = {
      ticket_id: id,
      message_id: message.id,
      name: 'a',
      type: 'text/plain',
      bytes: 1,
      sha256: '',
      created_at: '',
    };
    await services.db
      .insertInto('attachment')
      .values(
        Array.from({ length: LIMITS.attachmentsPerTicket }, (_, at) => ({ ...row, id: `${id}-${at}`, position: at })),
      )
      .execute();
    const body = await withFiles('message', { visibility: 'public', body: 'x' }, [{ name: 'a', bytes: 'x' }]);
    expect(problemOf(await api.call('POST', `${one.path}/messages`, body, agent))).toMatchObject({
      status: 409,
      detail: expect.stringContaining(String(LIMITS.attachmentsPerTicket)),
    });
  });
});

describe('a file that somebody may not have', () => {
  it('is not there without the key, with another key, and after it was deleted, in the same words', async () => {
    const one = await sent([{ name: 'secret.txt', bytes: 'secret' }]);
    const other = await sent([]);
    const id = (await one.detail()).messages[0]?.attachments[0]?.id ?? '';
    const at = `/api/v1/tickets/${one.number}/attachments/${id}`;
    const answers = [
      await api.get(at),
      await api.get(at, withKey(other.access_key)),
      await api.get(`/api/v1/tickets/${other.number}/attachments/${id}`, withKey(other.access_key)),
      await api.get(`/api/v1/tickets/${one.number}/attachments/x`, withKey(one.access_key)),
    ];
    const ticket = await services.db
      .selectFrom('ticket')
      .select('id')
      .where('number', '=', one.number)
      .executeTakeFirstOrThrow();
    const ids = await services.writes.write((trx) => removeAttachmentsOf(trx, [ticket.id]));
    await removeFiles(services.config, ids);
    expect(ids).toEqual([id]);
    expect(onDisk()).not.toContain(id);
    answers.push(await api.get(at, withKey(one.access_key)));
    const shapes = answers.map((answer) => {
      const { request_id: _id, ...problem } = problemOf(answer);
      return { problem, headers: Object.fromEntries(answer.headers), length: answer.text.length };
    });
    expect(shapes[0]?.problem).toMatchObject({ status: 404, code: 'ticket_not_found' });
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
  });

  it('is not there on another request of the console either', async () => {
    const one = await sent([{ name: 'a.txt', bytes: 'a' }]);
    const other = await sent([]);
    const id = (await one.detail()).messages[0]?.attachments[0]?.id;
    expect(problemOf(await api.get(`${other.path}/attachments/${id}`, agent))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });
});

describe('files that no request holds', () => {
  it('go at the start, or once they are a day old; nothing else in the folder is touched', async () => {
    const one = await sent([{ name: 'kept.txt', bytes: 'kept' }]);
    const kept = (await one.detail()).messages[0]?.attachments[0]?.id ?? '';
    const [cut, lost] = [`${crypto.randomUUID()}.part`, crypto.randomUUID()];
    for (const name of [cut, lost, 'README']) writeFileSync(join(folder(), name), 'x');
    const aged = (hours: number) => {
      const at = services.clock.now().getTime() / 1000 - hours * 3600;
      for (const name of [cut, lost, 'README', kept]) utimesSync(join(folder(), name), at, at);
    };
    aged(ORPHAN_FILE_HOURS - 1);
    expect(await removeOrphanFiles(services, 'later')).toBe(0);
    expect(onDisk()).toEqual(expect.arrayContaining([cut, lost, kept]));
    expect(await removeOrphanFiles(services, 'start')).toBeGreaterThanOrEqual(2);
    expect(onDisk()).not.toContain(cut);
    expect(onDisk()).not.toContain(lost);
    expect(onDisk()).toEqual(expect.arrayContaining(['README', kept]));
    writeFileSync(join(folder(), cut), 'x');
    writeFileSync(join(folder(), lost), 'x');
    aged(ORPHAN_FILE_HOURS + 1);
    expect(await removeOrphanFiles(services, 'later')).toBe(2);
    expect(onDisk()).toEqual(expect.arrayContaining(['README', kept]));
  });
});
