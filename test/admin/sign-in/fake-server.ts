// A server for the pages of signing in: answers by method and path, and remembers what was sent.
import { vi } from 'vitest';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { ERROR_WORDS } from '../../../contract/words/error-words.ts';

export interface Sent {
  route: string;
  body: unknown;
}
export interface FakeAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface FakeServer {
  sent: Sent[];
  /** Answers the next calls of a route in order; the last answer stays. */
  answer(route: string, ...answers: FakeAnswer[]): void;
}

export function fakeServer(): FakeServer {
  const sent: Sent[] = [];
  const answers = new Map<string, FakeAnswer[]>();
  vi.stubGlobal('fetch', async (path: string, options: RequestInit = {}) => {
    const route = `${options.method ?? 'GET'} ${path.replace('/api/', '')}`;
    sent.push({ route, body: options.body ? JSON.parse(String(options.body)) : null });
    const list = answers.get(route) ?? [{ status: 404, ...refusal('not_found') }];
    const { status = 200, body, headers = {} } = (list.length > 1 ? list.shift() : list[0]) ?? {};
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
  });
  return {
    sent,
    answer: (route, ...list) => {
      answers.set(route, list);
    },
  };
}

/** A problem document as the server writes it. */
export function refusal(code: ErrorCode, more: Record<string, unknown> = {}): { body: Record<string, unknown> } {
  return { body: { code, title: ERROR_WORDS[code], detail: ERROR_WORDS[code], ...more } };
}

export const ME = {
  id: 'a1',
  email: 'ada@example.com',
  name: 'Ada Byron',
  role: 'admin',
  two_factor: false,
  restricted_categories: [],
  can: { list_tickets: true, manage_people: true, read_audit: true, erase_requesters: true },
};
