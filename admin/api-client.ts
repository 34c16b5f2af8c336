// The only place of the console that talks to the server; every answer is its value or the reason why there is none.
import type { ErrorCode, Problem } from '../contract/error-codes.ts';

/** A problem document with whatever members its code brings (`allowed`, `errors`, `current`, …). */
export type ApiProblem = Problem & Record<string, unknown>;

/** `status` 0 means that the server did not answer; `etag` is the version that a later change names. */
export type Answer<T> =
  | { ok: true; status: number; value: T; etag: string | null }
  | { ok: false; status: number; problem: ApiProblem | null; retryAfterSeconds: number | null };

export type Refusal = Extract<Answer<unknown>, { ok: false }>;

const TOO_LONG_MS = 20_000;

type SendOptions = {
  headers?: Record<string, string>;
  /** Lets the call outlive the page. */
  keepalive?: boolean;
  signal?: AbortSignal;
};

let whenSignedOut: () => void = () => undefined;

/** `act` runs whenever an answer says that nobody is signed in (any more). */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act;
}

/** Asks `path` below `/api/`, for instance `v1/admin/me`. A query with empty values leaves them out. Throws nothing. */
export function get<T>(path: string, query: QueryValues = {}, options: SendOptions = {}): Promise<Answer<T>> {
  return ask<T>('GET', path + queryText(query), undefined, options);
}

/** Sends JSON (or a form with files) and gives what the server answers. Throws nothing. */
export function send<T>(
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  options: SendOptions = {},
): Promise<Answer<T>> {
  return ask<T>(method, path, body, options);
}

export type QueryValues = Record<string, string | number | boolean | null | undefined>;

/** `?a=b` of what has a value, or nothing. */
export function queryText(query: QueryValues): string {
  const filled = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return filled.length ? `?${new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))}` : '';
}

/** Whether a refusal has this code. */
export function isRefusedWith(answer: Answer<unknown>, code: ErrorCode): answer is Refusal {
  return !answer.ok && answer.problem?.code === code;
}

async function ask<T>(method: string, path: string, body: unknown, options: SendOptions): Promise<Answer<T>> {
  const limit = AbortSignal.timeout(TOO_LONG_MS);
  const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { ...options.headers };
  // Every unsafe call says that it is JSON, also the empty one: the server takes nothing that a plain form could send.
  if (method !== 'GET' && !isForm) headers['content-type'] = 'application/json';
  try {
    const response = await fetch(`/api/${path}`, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      keepalive: options.keepalive === true,
      ...(method === 'GET' ? {} : { body: isForm ? body : JSON.stringify(body ?? {}) }),
    });
    const text = await response.text();
    const value: unknown = text === '' ? null : JSON.parse(text);
    if (response.ok) {
      return { ok: true, status: response.status, value: value as T, etag: response.headers.get('etag') };
    }
    const problem = value && typeof value === 'object' && 'code' in value ? (value as ApiProblem) : null;
    if (problem?.code === 'not_signed_in') whenSignedOut();
    const wait = Number(response.headers.get('retry-after'));
    return { ok: false, status: response.status, problem, retryAfterSeconds: wait > 0 ? wait : null };
  } catch (_noAnswer) {
    return { ok: false, status: 0, problem: null, retryAfterSeconds: null };
  }
}

/** What a refusal says to the person who looks at the page. */
export function wordsOf(refusal: Refusal): string {
  if (refusal.problem) return refusal.problem.detail ?? refusal.problem.title;
  if (refusal.status === 0) return 'The server did not answer. Nothing is lost: try again in a moment.';
  return 'The server answered in a way that we did not expect. Try again in a moment.';
}
