// A real browser and a small web server for what can only be measured there.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../bin/find-browser.mjs';

const TYPES = {
  html: 'text/html',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  css: 'text/css',
  wasm: 'application/wasm',
};

/** @param more arguments of Chromium's command line */
export function launchBrowser(...more) {
  return chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--js-flags=--expose-gc', ...more] });
}

/**
 * Serves files from memory on a free port of this machine.
 * @param files by path from the root: {bytes, encoding?}
 * @returns {{origin, served, close}} `served` lists {path, bytes} in the order in which they were sent
 */
export async function serveFiles(files) {
  const served = [];
  const server = createServer((request, response) => {
    const path = decodeURI(new URL(request.url ?? '/', 'http://here').pathname);
    const file = files.get(path);
    if (!file) return response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    served.push({ path, bytes: file.bytes.length });
    return response
      .writeHead(200, {
        'content-type': `${TYPES[/\.(\w+)$/.exec(path)?.[1] ?? 'html'] ?? 'application/octet-stream'}; charset=utf-8`,
        'content-length': file.bytes.length,
        'cache-control': 'max-age=3600',
        ...(file.encoding ? { 'content-encoding': file.encoding } : {}),
      })
      .end(file.bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    served,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Bytes that a page's scripts keep after a collection: objects, and buffers such as the memory of WebAssembly. */
export async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + backingStorageSize;
}
