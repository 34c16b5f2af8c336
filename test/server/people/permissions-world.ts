// What must exist so that a route of the permissions table can be called by whoever is allowed to: one function a thing.
import { createHmac } from 'node:crypto';
import type { Role } from '../../../server/people/permissions.ts';
import { addAgent, createToken } from '../../../server/people/tokens.ts';
import type { Answer, ApiCaller } from '../../support/call-api.ts';
import type { TestServices } from '../../support/make-services.ts';
import { withFiles } from '../../support/multipart.ts';
import { type Browser, PASSWORD } from '../sign-in/browser.ts';

type Headers = Record<string, string>;

/** One call of one route by one person. */
export interface World {
  services: TestServices;
  api: ApiCaller;
  role: Role;
  email: string;
  /** The person's token. */
  me: Headers;
  /** The token of an admin who reads everything. */
  boss: Headers;
  /** The person's browser; only rows below /api/auth/ have one. */
  browser: Browser | null;
  /** The request that the call is about. */
  number: number;
  /** What `before` found out. */
  secret?: string;
}

let made = 0;

export function aNewAddress(): string {
  made += 1;
  return `somebody-${made}@example.com`;
}

export async function somebodyElse({ services }: World): Promise<string> {
  return addAgent(services.db, services, { email: aNewAddress(), role: 'agent' });
}

export async function aTokenOfMine({ services, email }: World): Promise<string> {
  return newestTokenOf(services, email);
}

export async function aTokenOfTheBoss({ services }: World): Promise<string> {
  return newestTokenOf(services, 'boss@example.com');
}

async function newestTokenOf(services: TestServices, email: string): Promise<string> {
  await createToken(services.db, services, { email, name: 'spare' });
  const row = await services.db
    .selectFrom('api_token')
    .innerJoin('agent', 'agent.id', 'api_token.agent_id')
    .select('api_token.id')
    .where('agent.email', '=', email)
    .orderBy('api_token.id', 'desc')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function aSessionOfMine(world: World): Promise<string> {
  return newestSessionOf(world.services, world.email);
}

export async function aSessionOfTheBoss({ services }: World): Promise<string> {
  return newestSessionOf(services, 'boss@example.com');
}

async function newestSessionOf(services: TestServices, email: string): Promise<string> {
  const row = await services.db
    .selectFrom('agent_session')
    .innerJoin('agent', 'agent.id', 'agent_session.agent_id')
    .select('agent_session.id')
    .where('agent.email', '=', email)
    .orderBy('agent_session.id', 'desc')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function beginSecondFactor(world: World): Promise<void> {
  const answer = await browserOf(world).post('/api/auth/second-factor', { password: PASSWORD });
  world.secret = (taken(answer).json as { secret: string }).secret;
}

export async function turnOnSecondFactor(world: World): Promise<void> {
  await beginSecondFactor(world);
  taken(await browserOf(world).post('/api/auth/second-factor/confirm', currentCode(world)));
}

export function currentCode({ secret }: Pick<World, 'secret'>): { code: string } {
  return { code: codeOf(secret ?? '') };
}

/** The code that an authenticator app shows (RFC 6238: SHA-1, 30 seconds, six digits). @param secret in base 32. */
export function codeOf(secret: string, at = Date.now()): string {
  const bits = [...secret].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export async function aBulkChange({ number }: World): Promise<unknown> {
  return { numbers: [number], change: { priority: 'urgent' } };
}

/** A change that the person made; of those who may make none, one that the boss made. */
export async function aBatchOfMine(world: World): Promise<string> {
  for (const who of [world.me, world.boss]) {
    const answer = await world.api.post('/api/v1/admin/tickets/bulk', await aBulkChange(world), who);
    if (answer.status === 200) return (answer.json as { batch: string }).batch;
  }
  throw new Error('nobody could change many requests');
}

export async function aViewOfMine(world: World): Promise<string> {
  for (const who of [world.me, world.boss]) {
    const answer = await world.api.post('/api/v1/admin/views', { name: aNewAddress(), filters: {} }, who);
    if (answer.status === 201) return (answer.json as { id: string }).id;
  }
  throw new Error('nobody could save a view');
}

/** The id of a file of the request. */
export async function anAttachment({ api, boss, number }: World): Promise<string> {
  const body = await withFiles('message', { visibility: 'internal', body: 'See.' }, [{ name: 'a.txt', bytes: 'a' }]);
  const answer = taken(await api.call('POST', `/api/v1/admin/tickets/${number}/messages`, body, boss));
  const { messages } = answer.json as { messages: { attachments: { id: string }[] }[] };
  return messages.at(-1)?.attachments[0]?.id ?? '';
}

/** The number of another request in the category of this one. */
export async function anotherLikeIt({ api, services, number }: World): Promise<number> {
  const { category } = await services.db
    .selectFrom('ticket')
    .select('category')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return (await api.submitted({ category })).number;
}

export async function mergedAway(world: World): Promise<void> {
  const body = { into: await anotherLikeIt(world) };
  taken(await world.api.post(`/api/v1/admin/tickets/${world.number}/merge`, body, world.boss));
}

/** The request has ended, the boss has named its kind, and it is drawn to be read by somebody else. */
export async function drawnForReading({ services, number }: World): Promise<void> {
  const at = '2026-03-02T09:30:00.000Z';
  await services.db
    .updateTable('ticket')
    .set({ kind_confirmed: 'other', kind_confirmed_by: 'the boss', solved_at: at })
    .where('number', '=', number)
    .execute();
  const { id } = await services.db
    .selectFrom('ticket')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const unread = { reader_id: null, kind: null, first_kind: null, first_reader_id: null, rule_version: null };
  await services.db
    .insertInto('second_reading')
    .values({ ticket_id: id, asked_at: at, read_at: null, ...unread })
    .execute();
}

/** The key of a gap that this request alone is in, and that has been decided about once. */
export async function aGapOfIt({ api, services, boss, number }: World): Promise<string> {
  const key = `bug:cause_${number}`;
  await services.db.updateTable('ticket').set({ gap_key: key, blind: 0 }).where('number', '=', number).execute();
  taken(await api.call('PATCH', `/api/v1/admin/gaps/${encodeURIComponent(key)}`, { effort: 'S' }, boss));
  return encodeURIComponent(key);
}

/** The id of a question that the index has learnt. */
export async function aLearntQuestion({ services }: World): Promise<string> {
  made += 1;
  const at = '2026-03-02T09:00:00.000Z';
  const counts = { sessions: 3, against: 0, votes: 3, links: 0, minimum: 3, position: 1 };
  await services.db
    .insertInto('learnt_question')
    .values({
      id: `learnt-${made}`,
      locale: 'en',
      slug: 'refunds',
      title: 'x',
      words: `cash back ${made}`,
      first_seen: at,
      last_seen: at,
      ...counts,
    })
    .execute();
  return `learnt-${made}`;
}

/** The id of one that was vetoed. */
export async function aVetoedQuestion(world: World): Promise<string> {
  const id = await aLearntQuestion(world);
  taken(await world.api.call('PUT', `/api/v1/admin/learnt/${id}/veto`, {}, world.boss));
  return id;
}

function browserOf({ browser }: World): Browser {
  if (!browser) throw new Error('only rows below /api/auth/ have a browser');
  return browser;
}

function taken(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`refused: ${answer.status} ${answer.text}`);
  return answer;
}

/** A help attempt of somebody who opened help and searched. */
export async function anAttempt({ api, services }: World): Promise<string> {
  made += 1;
  const sid = made.toString(16).padStart(32, 'a');
  const events = [
    { seq: 0, t_ms: 0, type: 'session_started', page_key: '/billing', locale: 'en' },
    { seq: 1, t_ms: 5_000, type: 'search_performed', search_id: 's', query: 'refund', result_count: 0, result_ids: [] },
  ];
  await api.post('/api/v1/events', { v: 1, site: 'default', sid, events });
  await services.events.flush();
  return sid;
}
