// A customer's website: a tiny server on another origin than help's, with pages of its own and their own strict policy.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from '../../support/free-port.ts';

export interface HostPage {
  /** Attributes of the script element besides `src`. */
  attributes?: Record<string, string>;
  /** Content-Security-Policy; none when empty. */
  csp?: string;
  /** HTML that stands in the body before the script element. */
  before?: string;
  /** A classic script of the host's own, loaded before help's. */
  ownScript?: string;
  dir?: 'ltr' | 'rtl';
  /** English where it is not said. */
  lang?: string;
}

export interface HostSite {
  origin: string;
  /** Puts a page on the site and gives its address. */
  page(path: string, page?: HostPage): string;
  close(): Promise<void>;
}

/** The strictest policy under which help works. */
export function strictPolicy(help: string): string {
  return (
    `default-src 'none'; script-src ${help}; connect-src ${help}; img-src ${help}; ` +
    "require-trusted-types-for 'script'; trusted-types fingerpost"
  );
}

/**
 * The same for a page whose own bundle brings the ES module.
 * @param own Trusted Types policies of the bundle itself.
 */
export function strictBundlePolicy(help: string, ...own: string[]): string {
  return [strictPolicy(help).replace('script-src', "script-src 'self'"), ...own].join(' ');
}

/** @param help the origin of the help server. */
export async function startHostSite(help: string): Promise<HostSite> {
  const pages = new Map<string, HostPage>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    if (path === '/favicon.ico') return response.writeHead(204).end();
    const script = /^\/own-script(\/.*)\.js$/.exec(path);
    const page = pages.get(script?.[1] ?? path);
    if (!page) return response.writeHead(404, { 'content-type': 'text/plain' }).end('no such page');
    if (script) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(page.ownScript);
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(page.csp ? { 'content-security-policy': page.csp } : {}),
      })
      .end(htmlOf(help, path, page));
  });
  const port = await freePort();
  server.listen(port, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${port}`;
  return {
    origin,
    page(path, page = {}) {
      pages.set(path, page);
      return origin + path;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function htmlOf(
  help: string,
  path: string,
  { attributes = {}, before = '', ownScript, dir = 'ltr', lang = 'en' }: HostPage,
): string {
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page of a customer</title></head>
<body>
<header><nav aria-label="Shop"><a href="/">Home</a></nav></header>
<main><h1>Your orders</h1><p>Nothing here needs help.</p>${before}</main>
<footer>The small shop</footer>
${ownScript === undefined ? '' : `<script src="/own-script${path}.js"></script>`}
<script src="${help}/widget.js" ${attributes.site ? '' : ' data-site="default"'}${data.join('')} async></script>
</body>
</html>`;
}
