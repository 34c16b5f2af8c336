// The widget's files: which names stay and which are for ever, the hashes that pages insist on, and what a deploy leaves behind.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEPT_WIDGET_DAYS } from '../../../contract/limits.ts';
import { createApp } from '../../../server/app.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const DAY_MS = 86_400_000;
const FOR_EVER = 'public, max-age=31536000, immutable';
let services: TestServices;

beforeEach(async () => {
  services = await makeServices();
});
afterEach(() => services.close());

/** Puts the files of one build in the place of those of the one before. */
function build(hash: string): void {
  rmSync(services.widgetDir, { recursive: true, force: true });
  rmSync(services.loaderDir, { recursive: true, force: true });
  mkdirSync(join(services.widgetDir, 'assets'), { recursive: true });
  mkdirSync(services.loaderDir, { recursive: true });
  writeFileSync(join(services.widgetDir, 'assets', `app-${hash}.js`), `// app ${hash}`);
  writeFileSync(join(services.widgetDir, 'widget-app.js'), `export * from './assets/app-${hash}.js';`);
  writeFileSync(join(services.loaderDir, 'widget.js'), `// loader ${hash}`);
  writeFileSync(join(services.loaderDir, `widget-${hash}.js`), `// loader ${hash}`);
  writeFileSync(join(services.loaderDir, 'integrity.json'), JSON.stringify({ file: `widget-${hash}.js` }));
}

/** A start of the server, and what it answers. */
function start() {
  const app = createApp({ ...services, metrics: new Registry() });
  return (path: string) => app.request(path);
}

it('names that stay are cached briefly, names with a hash for ever, and every origin may read them', async () => {
  build('aaaaaaaaaaaa');
  const get = start();
  for (const path of ['/widget.js', '/widget-app.js', '/integrity.json']) {
    const { status, headers } = await get(path);
    expect([path, status, headers.get('cache-control')]).toEqual([path, 200, expect.stringContaining('max-age=300')]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('etag')).toBeTruthy();
  }
  for (const path of ['/widget-aaaaaaaaaaaa.js', '/assets/app-aaaaaaaaaaaa.js']) {
    const { status, headers } = await get(path);
    expect([path, status, headers.get('cache-control')]).toEqual([path, 200, FOR_EVER]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('content-type')).toMatch(/^text\/javascript/);
  }
});

it('after a deploy the files of the version before are still there, and what never was is not', async () => {
  build('aaaaaaaaaaaa');
  start();
  build('bbbbbbbbbbbb');
  const get = start();
  expect(await (await get('/widget.js')).text()).toBe('// loader bbbbbbbbbbbb');
  for (const hash of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb']) {
    expect(await (await get(`/widget-${hash}.js`)).text()).toBe(`// loader ${hash}`);
    expect(await (await get(`/assets/app-${hash}.js`)).text()).toBe(`// app ${hash}`);
  }
  for (const path of ['/widget-cccccccccccc.js', '/assets/app-cccccccccccc.js', '/assets/..%2f..%2fsecret-key'])
    expect((await get(path)).status).toBe(404);
});

it('a version is forgotten when no build has had it for long enough, and today’s never is', async () => {
  build('aaaaaaaaaaaa');
  start();
  services.clock.advance((KEPT_WIDGET_DAYS - 1) * DAY_MS);
  build('bbbbbbbbbbbb');
  expect((await start()('/widget-aaaaaaaaaaaa.js')).status).toBe(200);
  services.clock.advance(2 * DAY_MS);
  expect((await start()('/widget-aaaaaaaaaaaa.js')).status).toBe(404);
  services.clock.advance((KEPT_WIDGET_DAYS + 1) * DAY_MS);
  expect((await start()('/assets/app-bbbbbbbbbbbb.js')).status).toBe(200);
});

it('a disk that keeps nothing costs earlier versions and not the start', async () => {
  build('aaaaaaaaaaaa');
  writeFileSync(join(services.config.dataDir, 'kept-widget'), 'a file where a folder should be');
  expect((await start()('/widget-aaaaaaaaaaaa.js')).status).toBe(200);
});

it('before anything is built the answer says what to do', async () => {
  const answer = await start()('/widget.js');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build');
});
