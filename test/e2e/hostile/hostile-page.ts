// What a hostile page can bring, and the HTML that it becomes.
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Stop } from './looks.ts';
import type { Visit } from './visit.ts';

/** Where the help server and the page itself are; both without a slash at the end. */
export interface Origins {
  help: string;
  host: string;
}

export interface HostilePage {
  /** What it does, as the end of "help works on a page that …". */
  does: string;
  /** The document type; a page in quirks mode has none. */
  doctype?: string;
  /** What the answer says about its contents; a page without a charset leaves it out here and in `head`. */
  contentType?: string;
  /** Content-Security-Policy. */
  policy?(origins: Origins): string;
  /** Attributes of the html element. */
  root?: string;
  /** What stands in the head. */
  head?(origins: Origins): string;
  body?: string;
  /** A classic script of the page's own, from its own origin, before help's. */
  script?: string;
  /** Help's script elements; one by default. */
  snippet?(origins: Origins): string;
  /** Attributes of help's script element besides `src`, as written. */
  attributes?: string;
  context?: BrowserContextOptions;
  /** The visit turns the clock on, by `page.clock`. */
  hasOwnClock?: boolean;
  /** What happens to requests on the way; called before the page is loaded. */
  network?(page: Page, origins: Origins): Promise<unknown>;
  /** What somebody does there; the whole journey by default. */
  visit?(visit: Visit): Promise<void>;
  /** The page means help to look otherwise than on a blank page, or does so at these stops only. */
  looksOtherwise?: true | readonly Stop[];
  /** What the browser itself says of failed requests, which no script can keep from the console. */
  mayBeSaid?: RegExp;
}

/** Said by the browser of each failed request. */
export const FAILED_REQUESTS =
  /^console\.error: (Failed to load resource|Access to (fetch|script|resource) at .* blocked by CORS)/;

/** The page's own content, of which nothing may change. */
const CONTENT = `<header><a href="#top">Home</a></header>
<main><h1>Your orders</h1><p class="quiet">Nothing here needs help.</p><button type="button" id="own">Order again</button></main>`;

/** @param withHelp false gives the same page without help, to compare with. */
export function htmlOf(page: HostilePage, path: string, origins: Origins, withHelp: boolean): string {
  const { doctype = '<!doctype html>', root = 'lang="en"', attributes = '', body = '' } = page;
  const head = page.head?.(origins) ?? '<meta charset="utf-8">';
  const snippet =
    page.snippet?.(origins) ??
    `<script src="${origins.help}/widget.js" data-site="default" data-mail="help@example.com" ${attributes} async></script>`;
  return `${doctype}<html ${root}><head>${head}<title>A hostile page</title></head><body>
${CONTENT}
${body}
${page.script === undefined ? '' : `<script src="${origins.host}/own${path}.js"></script>`}
${withHelp ? snippet : ''}
</body></html>`;
}
