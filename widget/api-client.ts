// The only place that talks to the help server; every answer is either its value or the reason why there is none.
import type { Site } from '../contract/api/site.ts';
import type { RequesterTicket, SubmitTicket, SubmittedTicket } from '../contract/api/tickets.ts';
import type { ArticleFile } from '../contract/article.ts';
import type { Problem } from '../contract/error-codes.ts';
import type { UsageEvent } from '../contract/usage-events.ts';

/** `status` is 0 and `problem` null where the server did not answer or not in its own words. */
export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; problem: Problem | null };

export type ApiClient = ReturnType<typeof createApiClient>;

const TOO_LONG_MS = 10_000;

/** `base` is the address of the help server, ending in a slash. Nothing here throws. */
export function createApiClient(base: string, site: string, fetch: typeof globalThis.fetch) {
  const api = `${base}api/v1/`;
  const json = { 'content-type': 'application/json' };

  async function ask<T>(address: string, init: RequestInit = {}): Promise<Answer<T>> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), TOO_LONG_MS);
    try {
      const response = await fetch(address, { credentials: 'omit', ...init, signal: limit.signal });
      const body = await response.json();
      if (response.ok) return { ok: true, value: body as T };
      return { ok: false, status: response.status, problem: body?.code ? (body as Problem) : null };
    } catch {
      return { ok: false, status: 0, problem: null };
    } finally {
      clearTimeout(timer);
    }
  }
  /** Addresses in a site's answer are relative to the server's root, which is where the script came from. */
  const resolve = (address: string) => new URL(address.replace(/^\//, ''), base).href;

  return {
    resolve,
    readSite: () => ask<Site>(`${api}sites/${site}`),
    readIndex: (address: string) => ask<unknown>(resolve(address)),
    readArticle: (folder: string, slug: string) =>
      ask<ArticleFile>(resolve(`${folder}${encodeURIComponent(slug)}.json`)),
    submitTicket: (ticket: SubmitTicket, key: string) =>
      ask<SubmittedTicket>(`${api}tickets`, {
        method: 'POST',
        headers: { ...json, 'idempotency-key': key },
        body: JSON.stringify(ticket),
      }),
    readTicket: (number: number, accessKey: string) =>
      ask<RequesterTicket>(`${api}tickets/${number}`, { headers: { authorization: `Bearer ${accessKey}` } }),
    /** True when the server took the batch; `keepalive` lets it outlive the page. */
    sendEvents: async (sid: string, events: UsageEvent[]): Promise<boolean> => {
      const body = JSON.stringify({ v: 1, site, sid, events });
      const sent = await ask(`${api}events`, { method: 'POST', headers: json, body, keepalive: true });
      return sent.ok;
    },
    /** For browsers that cut requests off when a page goes: a plain-text beacon, which needs no permission to be asked for. */
    beaconEvents: (sid: string, events: UsageEvent[]) =>
      navigator.sendBeacon?.(`${api}events`, JSON.stringify({ v: 1, site, sid, events })),
  };
}
