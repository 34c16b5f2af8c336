// Lets requests of help meet what servers, proxies, hotel networks and blockers do to them.
import type { Page, Route } from 'playwright-core';

export type Manner = 'fine' | 'down' | 'html' | 'garbage' | 'error' | 'cut' | 'silent';

/** In which manners a part of the server fails; `silent` takes its time, so that it stands alone. */
export const MANNERS: readonly Manner[] = ['down', 'html', 'garbage', 'error', 'cut'];

/** Those after which a browser asks for a script again: what came, and is no script, is not asked for in the same page. */
export const MANNERS_OF_CODE: readonly Manner[] = ['down', 'html', 'error'];

/** Longer than help waits for any answer. */
export const TOO_LONG_MS = 11_000;

const FOR_ALL = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
const HTML = '<!doctype html><title>Sign in</title><h1>Welcome to the network of this hotel</h1>';

const answers: Record<Manner, (route: Route) => Promise<void>> = {
  fine: (route) => route.continue(),
  down: (route) => route.abort('connectionrefused'),
  html: (route) => route.fulfill({ status: 200, contentType: 'text/html', headers: FOR_ALL, body: HTML }),
  garbage: (route) =>
    route.fulfill({
      status: 200,
      contentType: contentTypeOf(route),
      headers: FOR_ALL,
      body: Buffer.from('\u0000\u00ff{"undefined":[{]'),
    }),
  error: (route) => route.fulfill({ status: 500, contentType: 'text/plain', headers: FOR_ALL, body: 'undefined' }),
  async cut(route) {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) });
  },
  silent: () => Promise.resolve(),
};

/** What such a file would have come as. */
function contentTypeOf(route: Route): string {
  const { pathname } = new URL(route.request().url());
  if (pathname.endsWith('.js')) return 'text/javascript';
  return /\.bin$|\/index$/.test(pathname) ? 'application/octet-stream' : 'application/json';
}

export interface Meddling {
  /** From now on the requests meet this. */
  manner: Manner;
  /** Addresses of all requests that met it. */
  met: string[];
}

/** Everything that is asked for at such an address; all is fine until `manner` is set. */
export async function meddleWith(page: Page, address: RegExp): Promise<Meddling> {
  const meddling: Meddling = { manner: 'fine', met: [] };
  await page.route(address, async (route) => {
    if (meddling.manner !== 'fine') meddling.met.push(route.request().url());
    // The page may have given up, or be gone.
    await answers[meddling.manner](route).catch(() => undefined);
  });
  return meddling;
}
