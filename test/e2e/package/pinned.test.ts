// A pinned version: the published hashes hold, the browser refuses what was changed, and the panel says so in words.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { strictPolicy } from '../support/host-page.ts';
import { serveFolder } from '../support/serve-folder.ts';
import { raiseStage } from '../support/stage.ts';
import { widgetOf } from '../support/widget.ts';

const stage = raiseStage();

interface Integrity {
  version: string;
  file: string;
  integrity: string;
  modules: Record<string, string>;
}

const published = async (): Promise<Integrity> => (await fetch(`${stage.product.origin}/integrity.json`)).json();
const hashOf = (text: string | Buffer, kind: string) => `${kind}-${createHash(kind).update(text).digest('base64')}`;

/** Opens a page that pins the loader and, by an import map, all its modules. */
async function visit(change?: { path: string }) {
  const { file, integrity, modules } = await published();
  const origin = stage.product.origin;
  const map = JSON.stringify({
    integrity: Object.fromEntries(Object.entries(modules).map(([name, hash]) => [`${origin}/${name}`, hash])),
  });
  const opened = await openPage(stage.browser);
  const { page } = opened;
  const policy = strictPolicy(origin).replace('script-src', `script-src '${hashOf(map, 'sha256')}'`);
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-pinned-'));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><head><title>Pinned</title></head><body><h1>Pinned</h1>
<script type="importmap">${map}</script>
<script src="${origin}/${file}" integrity="${integrity}" crossorigin="anonymous" async></script></body></html>`,
  );
  const site = await serveFolder(folder, policy);
  if (change)
    await page.route(`${origin}/${change.path.replace('{loader}', file)}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n;` });
    });
  await page.goto(site.origin);
  const close = async () => {
    await opened.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...opened, widget: widgetOf(page), close };
}

test('each build publishes the hash of its loader and of every module', async () => {
  const { version, file, integrity, modules } = await published();
  // Byte by byte: as text it would lack the mark of its first three.
  const read = async (path: string) =>
    Buffer.from(await (await fetch(`${stage.product.origin}/${path}`)).arrayBuffer());
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const loader = await read('widget.js');
  expect(await read(file)).toEqual(loader);
  expect(hashOf(loader, 'sha384')).toBe(integrity);
  expect(Object.keys(modules).length).toBeGreaterThan(10);
  for (const [name, hash] of Object.entries(modules)) expect(hashOf(await read(name), 'sha384'), name).toBe(hash);
});

test('a pinned page works with every module checked', async () => {
  const { widget, noises, close } = await visit();
  await widget.open();
  await widget.search('find my request');
  await widget.options.first().click();
  await widget.view('article', 'ready').waitFor();
  expect(noises).toEqual([]);
  await close();
});

test('a loader that was changed by one byte does not run', async () => {
  const { page, noises, close } = await visit({ path: '{loader}' });
  await expect.poll(() => noises.some((noise) => noise.includes('integrity'))).toBe(true);
  expect(await page.locator('fingerpost-help').count()).toBe(0);
  await close();
});

test('a module that was changed by one byte does not run, and help says that it did not load', async () => {
  const { modules } = await published();
  const app = Object.keys(modules).find((name) => name.startsWith('assets/app-')) ?? '';
  const { page, widget, noises, close } = await visit({ path: app });
  await widget.launcher.click();
  await page.getByText('This could not be loaded.').waitFor();
  expect(noises.some((noise) => noise.includes('integrity'))).toBe(true);
  await close();
});
