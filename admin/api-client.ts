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
const UPLOAD_TOO_LONG_MS = 300_000;

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

/**
 * Sends a form with files; `onProgress` gets the share that has left, 0 to 1. Throws nothing.
 * Not by fetch, which does not tell how far it is.
 */
export function upload<T>(
  path: string,
  form: FormData,
  options: { headers?: Record<string, string>; onProgress: (share: number) => void },
): Promise<Answer<T>> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const none = () => done({ ok: false, status: 0, problem: null, retryAfterSeconds: null });
    request.open('POST', `/api/${path}`);
    request.timeout = UPLOAD_TOO_LONG_MS;
    for (const [name, value] of Object.entries(options.headers ?? {})) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress(event.loaded / event.total);
    });
    for (const end of ['error', 'abort', 'timeout']) request.addEventListener(end, none);
    request.addEventListener('load', () => {
      const answer = read<T>(request.status, request.responseText, (name) => request.getResponseHeader(name));
      if (answer) done(answer);
      else none();
    });
    request.send(form);
  });
}

/** Reads a file of bytes that the server gives to everybody, by an address relative to its root. */
export async function getBytes(address: string): Promise<Answer<ArrayBuffer>> {
  try {
    const response = await fetch(address, { credentials: 'same-origin', signal: AbortSignal.timeout(TOO_LONG_MS) });
    if (response.ok) return { ok: true, status: response.status, value: await response.arrayBuffer(), etag: null };
  } catch (_noAnswer) {
    // Told as no answer, below.
  }
  return { ok: false, status: 0, problem: null, retryAfterSeconds: null };
}

/** Reads a file that the server gives to everybody, by an address relative to its root, for instance the search index. */
export function getFile<T>(address: string, options: SendOptions = {}): Promise<Answer<T>> {
  return ask<T>('GET', address, undefined, options, '');
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

async function ask<T>(
  method: string,
  path: string,
  body: unknown,
  options: SendOptions,
  base = '/api/',
): Promise<Answer<T>> {
  const limit = AbortSignal.timeout(TOO_LONG_MS);
  const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { ...options.headers };
  // Every unsafe call says that it is JSON, also the empty one: the server takes nothing that a plain form could send.
  if (method !== 'GET' && !isForm) headers['content-type'] = 'application/json';
  try {
    const response = await fetch(base + path, {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      keepalive: options.keepalive === true,
      ...(method === 'GET' ? {} : { body: isForm ? body : JSON.stringify(body ?? {}) }),
    });
    const answer = read<T>(response.status, await response.text(), (name) => response.headers.get(name));
    if (answer) return answer;
  } catch (_noAnswer) {
    // Told as no answer, below.
  }
  return { ok: false, status: 0, problem: null, retryAfterSeconds: null };
}

/** What an answer holds; null where it is not ours to read. */
function read<T>(status: number, text: string, header: (name: string) => string | null): Answer<T> | null {
  let value: unknown;
  try {
    value = text === '' ? null : JSON.parse(text);
  } catch (_notJson) {
    return null;
  }
  if (status >= 200 && status < 300) return { ok: true, status, value: value as T, etag: header('etag') };
  const problem = value && typeof value === 'object' && 'code' in value ? (value as ApiProblem) : null;
  if (problem?.code === 'not_signed_in') whenSignedOut();
  const wait = Number(header('retry-after'));
  return { ok: false, status, problem, retryAfterSeconds: wait > 0 ? wait : null };
}

/** What a refusal says to the person who looks at the page. */
export function wordsOf(refusal: Refusal): string {
  if (refusal.problem) return refusal.problem.detail ?? refusal.problem.title;
  if (refusal.status === 0 && !navigator.onLine) {
    return 'You are offline. Nothing is lost: try again as soon as you are back.';
  }
  if (refusal.status === 0) return 'The server did not answer. Nothing is lost: try again in a moment.';
  return 'The server answered in a way that we did not expect. Try again in a moment.';
}
