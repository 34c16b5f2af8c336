// The same request sent again: one ticket, however often, at once, after a restart; and a new one after a day.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCaller, apiOf, problemOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const KEY = { 'idempotency-key': '5b7d4f7e-0b1c-4d7e-9a55-0d9c1b2a3f40' };
const DAY_MS = 24 * 3_600_000;

let folder: string;
let services: TestServices;
let api: ApiCaller;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-idempotency-'));
  services = await makeServices({ database: join(folder, 'fingerpost.db') });
  api = apiOf(services);
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

async function restart(): Promise<void> {
  const now = services.clock.now().toISOString();
  await services.close();
  services = await makeServices({ database: join(folder, 'fingerpost.db'), now });
  api = apiOf(services);
}

async function counted(
  table: 'ticket' | 'ticket_message' | 'ticket_history' | 'outbox' | 'idempotency',
): Promise<number> {
  const { count } = await services.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

describe('a request that is sent again', () => {
  const body = { message: 'Only once, please.', email: 'ada@example.com' };
  let first: string;

  it('makes one ticket of fifty sent at once, and the same answer fifty times', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.submit(body, KEY)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(201));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
    for (const table of ['ticket', 'ticket_message', 'ticket_history', 'outbox', 'idempotency'] as const)
      expect(await counted(table), table).toBe(1);
    first = answers[0]?.text ?? '';
  });

  it('is known after a restart', async () => {
    await restart();
    const answer = await api.submit(body, KEY);
    expect(answer.text).toBe(first);
    expect(answer.headers.get('idempotent-replayed')).toBe('true');
    expect(await counted('ticket')).toBe(1);
  });

  it('is the same whatever the order of its fields and the case of its key', async () => {
    const raw = `{"email":"ada@example.com","message":"Only once, please.","locale":"en","site":"default"}`;
    const answer = await api.post(
      '/api/v1/tickets',
      { raw, type: 'application/json; charset=utf-8' },
      {
        'idempotency-key': KEY['idempotency-key'].toUpperCase(),
      },
    );
    expect(answer.text).toBe(first);
  });

  it('is refused with other words under the same key', async () => {
    const answer = await api.submit({ ...body, message: 'Something else.' }, KEY);
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    expect(await counted('ticket')).toBe(1);
  });

  it('stays known for a day, and is a new request after it', async () => {
    services.clock.advance(DAY_MS - 1_000);
    expect((await api.submit(body, KEY)).headers.get('idempotent-replayed')).toBe('true');
    services.clock.advance(2_000);
    const later = await api.submit(body, KEY);
    expect(later.status).toBe(201);
    expect(later.headers.get('idempotent-replayed')).toBeNull();
    expect(later.text).not.toBe(first);
    expect(await counted('ticket')).toBe(2);
  });

  it('does not keep a key that was refused', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    expect((await api.submit({ ...body, category: 'nonsense' }, key)).status).toBe(400);
    const mended = await api.submit(body, key);
    expect(mended.status).toBe(201);
    expect(mended.headers.get('idempotent-replayed')).toBeNull();
  });
});

describe('what became of a try whose answer was lost', () => {
  const lookUp = (key: string) => api.get('/api/v1/tickets', { 'idempotency-key': key });

  it('is told to whoever has its key, as it was answered, whatever the key looks like typed in capitals', async () => {
    const key = crypto.randomUUID();
    const sent = await api.submit({ message: 'Did this arrive?' }, { 'idempotency-key': key });
    const found = await lookUp(key.toUpperCase());
    expect(found.status).toBe(200);
    expect(found.json).toEqual(sent.json);
    expect(found.headers.get('cache-control')).toBe('no-store');
  });

  it('is nothing for a key that made nothing, and nothing after a day', async () => {
    const nothing = await lookUp(crypto.randomUUID());
    expect(problemOf(nothing)).toMatchObject({ status: 404, code: 'ticket_not_found' });
    const key = crypto.randomUUID();
    await api.submit({ message: 'Yesterday.' }, { 'idempotency-key': key });
    services.clock.advance(DAY_MS - 1_000);
    expect((await lookUp(key)).status).toBe(200);
    services.clock.advance(2_000);
    expect((await lookUp(key)).status).toBe(404);
  });

  it('is told for keys of chance only: others can be guessed', async () => {
    const inOrder = '018f3a6e-7c1a-7000-8000-000000000001';
    expect((await api.submit({ message: 'A key of time.' }, { 'idempotency-key': inOrder })).status).toBe(201);
    expect(problemOf(await lookUp(inOrder))).toMatchObject({ status: 404, code: 'ticket_not_found' });
  });

  it('is not told to pages of other sites', async () => {
    const key = crypto.randomUUID();
    await api.submit({ message: 'Mine.' }, { 'idempotency-key': key });
    const origin = 'https://elsewhere.example';
    const refused = await api.get('/api/v1/tickets', { 'idempotency-key': key, origin });
    expect(problemOf(refused)).toMatchObject({ status: 403, code: 'origin_not_allowed' });
  });

  it('asks for a key that can be one', async () => {
    expect(problemOf(await api.get('/api/v1/tickets'))).toMatchObject({ code: 'idempotency_key_missing' });
    expect(problemOf(await lookUp('41'))).toMatchObject({ status: 400, code: 'validation_failed' });
  });
});
