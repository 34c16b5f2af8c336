// Serves hostile pages as they are, each also without help, and their own scripts.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from '../../support/free-port.ts';
import { type HostilePage, htmlOf, type Origins } from './hostile-page.ts';

export interface HostileSite {
  origins: Origins;
  /** Puts a page on the site; gives its address, and that of the same page without help. */
  put(name: string, page: HostilePage): { address: string; bare: string };
  close(): Promise<void>;
}

/** @param help the origin of the help server. */
export async function startHostileSite(help: string): Promise<HostileSite> {
  const pages = new Map<string, HostilePage>();
  const port = await freePort();
  const origins = { help, host: `http://localhost:${port}` };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origins.host);
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const path = pathname.replace(/^\/own(\/.*)\.js$/, '$1');
    const page = pages.get(path);
    if (!page) return response.writeHead(404, { 'content-type': 'text/plain' }).end('no such page');
    if (path !== pathname) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(page.script);
    const policy = page.policy?.(origins);
    response
      .writeHead(200, {
        'content-type': page.contentType ?? 'text/html; charset=utf-8',
        ...(policy ? { 'content-security-policy': policy } : {}),
      })
      .end(htmlOf(page, path, origins, !searchParams.has('bare')));
  });
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    origins,
    put(name, page) {
      pages.set(`/${name}`, page);
      const address = `${origins.host}/${name}`;
      return { address, bare: `${address}?bare` };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
