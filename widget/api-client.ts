// The only place that talks to the help server; every answer is either its value or the reason why there is none.
import type { SearchAnswer } from '../contract/api/search.ts';
import type { Site } from '../contract/api/site.ts';
import type { Problem } from '../contract/error-codes.ts';

/** `status` is 0 and `problem` null where the server did not answer or not in its own words. */
export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; problem: Problem | null };

export type ApiClient = ReturnType<typeof createApiClient>;

/** A request that the loader made with the click; undefined where it failed. It never rejects. */
export type Early = Promise<Response | undefined>;

/** What the loader asked for together with the app: the site, and the index of the locale that the reader wishes most. */
export interface EarlyAnswers {
  site: Early;
  index: Early;
}

const TOO_LONG_MS = 10_000;

/** `base` is the address of the help server, ending in a slash; `wished` are locales, best first. Nothing here throws. */
export function createApiClient(base: string, site: string, fetch: typeof globalThis.fetch, wished: () => string[]) {
  const api = `${base}api/v1/`;
  let searching: AbortController | undefined;
  /** Ends each request that is on its way. */
  const running = new Set<() => void>();

  async function ask<T>(
    address: string,
    init: RequestInit = {},
    { early, limit = new AbortController() }: { early?: Early | undefined; limit?: AbortController } = {},
  ): Promise<Answer<T>> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => limit.abort();
    const tooLong = new Promise<never>((_, giveUp) => {
      limit.signal.onabort = giveUp;
      timer = setTimeout(end, TOO_LONG_MS);
    });
    running.add(end);
    const read = async (): Promise<Answer<T>> => {
      const begun = await early;
      const response = begun?.ok ? begun : await fetch(address, { credentials: 'omit', ...init, signal: limit.signal });
      const isBytes = response.headers.get('content-type')?.endsWith('octet-stream');
      const body = await (isBytes ? response.arrayBuffer() : response.json());
      if (response.ok) return { ok: true, value: body as T };
      return { ok: false, status: response.status, problem: body?.code ? (body as Problem) : null };
    };
    try {
      return await Promise.race([read(), tooLong]);
    } catch {
      return { ok: false, status: 0, problem: null };
    } finally {
      clearTimeout(timer);
      running.delete(end);
    }
  }
  /** Addresses in a site's answer are relative to the server's root, which is where the script came from. */
  const resolve = (address: string) => new URL(address.replace(/^\//, ''), base).href;

  return {
    site,
    /** The API's root, for what is sent without looking at the answer. */
    root: api,
    resolve,
    readSite: (early?: Early) => ask<Site>(`${api}sites/${site}?locales=${wished()}`, {}, { early }),
    readFile: <T = unknown>(address: string, init?: RequestInit, early?: Early) =>
      ask<T>(resolve(address), init, { early }),
    /** A later search ends an earlier one. */
    search(query: Record<string, string>) {
      searching?.abort();
      searching = new AbortController();
      return ask<SearchAnswer>(`${api}search?${new URLSearchParams({ site, ...query })}`, {}, { limit: searching });
    },
    /** For what only later views ask; `path` is below the API's root. */
    ask: <T>(path: string, init?: RequestInit) => ask<T>(api + path, init),
    /** A request with a JSON body. */
    post: <T>(path: string, body: string, init: RequestInit = {}) =>
      ask<T>(api + path, {
        method: 'POST',
        body,
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
      }),
    /** Ends every request that is on its way. */
    stop() {
      for (const end of running) end();
    },
  };
}
