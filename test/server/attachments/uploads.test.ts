// Uploads over a real connection: cut in the middle, sent again, far too large, many at once.
import { existsSync, readdirSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../../contract/limits.ts';
import { A_MESSAGE, type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { someBytes, withFiles } from '../../support/multipart.ts';

let services: TestServices;
let api: ApiCaller;
let server: ServerType;
let port: number;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
  await api.personWith('admin');
  server = await new Promise((resolve) => {
    const started = serve({ fetch: api.app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, () =>
      resolve(started),
    );
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await services.close();
});

const TICKET = { site: 'default', locale: 'en', message: A_MESSAGE };

function onDisk(): string[] {
  const folder = join(services.config.dataDir, 'attachments');
  return existsSync(folder) ? readdirSync(folder) : [];
}

async function post(files: { name: string; bytes: Uint8Array<ArrayBuffer> }[], key: string) {
  const { raw, type } = await withFiles('ticket', TICKET, files);
  return fetch(`http://127.0.0.1:${port}/api/v1/tickets`, {
    method: 'POST',
    // Each has a connection of its own: one whose body was refused is closed, and may not be taken for the next.
    headers: { 'content-type': type ?? '', 'idempotency-key': key, connection: 'close' },
    body: raw,
  });
}

/** Sends half of an upload and breaks the connection. */
async function sendHalf(key: string): Promise<void> {
  const { raw, type } = await withFiles('ticket', TICKET, [{ name: 'a.bin', bytes: someBytes(400_000) }]);
  const bytes = raw as Uint8Array<ArrayBuffer>;
  const socket = connect(port, '127.0.0.1');
  const head = `POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: ${type}\r\nIdempotency-Key: ${key}\r\nContent-Length: ${bytes.byteLength}\r\n\r\n`;
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.write(head);
    socket.write(bytes.subarray(0, bytes.byteLength / 2), () => resolve());
  });
  // The half that came is being written before the connection breaks.
  await vi.waitFor(() => expect(onDisk().some((name) => name.endsWith('.part'))).toBe(true), { timeout: 10_000 });
  socket.destroy();
}

describe('an upload', () => {
  it('that is cut in the middle leaves nothing, and is taken with the same key', async () => {
    const key = crypto.randomUUID();
    const before = onDisk();
    await sendHalf(key);
    await vi.waitFor(() => expect(onDisk()).toEqual(before), { timeout: 10_000 });
    const answer = await post([{ name: 'a.bin', bytes: someBytes(400_000) }], key);
    expect(answer.status).toBe(201);
    expect(onDisk()).toHaveLength(before.length + 1);
  });

  it('that is far too large is refused with words that its sender sees', async () => {
    const before = onDisk();
    const big = new Uint8Array(LIMITS.attachmentsAtOnceBytes);
    for (const files of [[big], [big, big]]) {
      const answer = await post(
        files.map((bytes) => ({ name: 'a.bin', bytes })),
        crypto.randomUUID(),
      );
      expect(answer.status).toBe(413);
      expect(await answer.json()).toMatchObject({ code: 'body_too_large', detail: expect.stringContaining('10 MB') });
    }
    expect(onDisk()).toEqual(before);
  });

  it('goes on beside nine others and an ordinary request', async () => {
    const before = onDisk().length;
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, (_, at) =>
        post([{ name: `${at}.bin`, bytes: someBytes(2_000_000 + at) }], crypto.randomUUID()),
      ),
      post([], crypto.randomUUID()),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
    expect(onDisk()).toHaveLength(before + 10);
  });
});
