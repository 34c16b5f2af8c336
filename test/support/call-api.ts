// Speaks to an app through its front door, as a widget, a requester or somebody who works here would.

import type { Problem } from '../../contract/error-codes.ts';
import { createApp, type FingerpostApp } from '../../server/app.ts';
import type { Role } from '../../server/people/permissions.ts';
import { addAgent, createToken } from '../../server/people/tokens.ts';
import type { Services } from '../../server/services.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** The body as it came. */
  text: string;
  /** The body as JSON, or null where it is none. */
  json: unknown;
}

/** A body that is not written as JSON by us, with the type that it claims. */
export interface RawBody {
  raw: string | Uint8Array<ArrayBuffer>;
  type: string | null;
}

export interface ApiCaller {
  app: FingerpostApp;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a request with a fresh key; anything of `ticket` replaces what would be sent. */
  submit(ticket?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a request that must be taken. */
  submitted(ticket?: Record<string, unknown>): Promise<{ number: number; access_key: string }>;
  /** The header of a token of a new person with this role. */
  personWith(role: Role, email?: string): Promise<{ authorization: string }>;
}

export const A_MESSAGE = 'The export button does nothing since this morning.';

export function apiOf(services: Services): ApiCaller {
  const app = createApp(services);
  const call: ApiCaller['call'] = async (method, path, body, headers = {}) => {
    const raw = isRaw(body) ? body : { raw: JSON.stringify(body) ?? '', type: 'application/json' };
    const response = await app.request(path, {
      method,
      headers: { ...(body === undefined || raw.type === null ? {} : { 'content-type': raw.type }), ...headers },
      ...(body === undefined ? {} : { body: raw.raw }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
  };
  const submit: ApiCaller['submit'] = (ticket = {}, headers = {}) =>
    call(
      'POST',
      '/api/v1/tickets',
      { site: 'default', locale: 'en', message: A_MESSAGE, ...ticket },
      { 'idempotency-key': crypto.randomUUID(), ...headers },
    );
  return {
    app,
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    submit,
    submitted: async (ticket) => {
      const answer = await submit(ticket);
      if (answer.status !== 201) throw new Error(`the request was not taken: ${answer.status} ${answer.text}`);
      return answer.json as unknown as { number: number; access_key: string };
    },
    personWith: async (role, email = `${role}@example.com`) => {
      await addAgent(services.db, services, { email, role });
      return { authorization: `Bearer ${await createToken(services.db, services, { email, name: 'test' })}` };
    },
  };
}

/** The problem document of a refused request. */
export function problemOf(answer: Answer): Problem & Record<string, unknown> {
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error(`no problem document: ${answer.status} ${answer.text.slice(0, 200)}`);
  return answer.json as unknown as Problem & Record<string, unknown>;
}

/** The header that a requester shows. */
export function withKey(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` };
}

function isRaw(body: unknown): body is RawBody {
  return typeof body === 'object' && body !== null && 'raw' in body && 'type' in body;
}
