// The demo product: four pages with the widget as outsiders embed it, under a strict policy.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type FingerpostApp } from '../../../server/app.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let app: FingerpostApp;
const PAGES = ['/demo', '/demo/orders', '/demo/billing', '/demo/team'];

beforeAll(async () => {
  services = await makeServices({ env: { PUBLIC_URL: 'https://help.example.com' } });
  app = createApp(services);
});
afterAll(() => services.close());

describe.each(PAGES)('the demo page %s', (path) => {
  it('embeds the widget with the one line that the articles give', async () => {
    const answer = await app.request(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(
      '<script src="https://help.example.com/widget.js" data-site="default" async></script>',
    );
  });

  it('leads to every other page, marks itself, and says that it is a demo', async () => {
    const html = await (await app.request(path)).text();
    expect([...html.matchAll(/<a href="(\/demo[^"]*)"/g)].map((match) => match[1])).toEqual(PAGES);
    expect(html).toContain(`<a href="${path}" aria-current="page">`);
    expect(html).toContain('Kilnroom is a demo.');
  });

  it('allows the help server and nothing inline', async () => {
    const answer = await app.request(path);
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const name of ['script-src', 'connect-src', 'img-src'])
      expect(policy).toMatch(new RegExp(`${name} [^;]*https://help\\.example\\.com`));
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types fingerpost");
    expect(policy).not.toContain('unsafe-inline');
    expect(await answer.text()).not.toMatch(/<style|\sstyle=|\son\w+=|<script>/);
  });
});

describe('what the demo pages load', () => {
  it('is there, with its type', async () => {
    for (const [path, type] of [
      ['/demo/demo.css', 'text/css'],
      ['/demo/demo.js', 'text/javascript'],
      ['/pages/pages.css', 'text/css'],
      ['/pages/mark.svg', 'image/svg+xml'],
    ] as const) {
      const answer = await app.request(path);
      expect([answer.status, answer.headers.get('content-type')?.startsWith(type)]).toEqual([200, true]);
      expect((await answer.text()).length).toBeGreaterThan(100);
      const again = await app.request(path, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
  });
});

describe('while developing', () => {
  it('pages load the script that reloads them, as a file', async () => {
    const dev = await makeServices({ env: { FINGERPOST_DEV: 'on' } });
    const devApp = createApp(dev);
    expect(await (await devApp.request('/demo')).text()).toContain('<script src="/dev/reload.js" defer></script>');
    expect((await devApp.request('/dev/reload.js')).headers.get('content-type')).toContain('text/javascript');
    const stream = await devApp.request('/dev/reload');
    const chunks = stream.body?.getReader();
    let text = '';
    while (!text.includes('\n\ndata') && !text.includes('data: ') && chunks) {
      const { value, done } = await chunks.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    expect(text).toContain('event: state');
    expect(text).toContain(dev.releases.current().id);
    await chunks?.cancel();
    await dev.close();
  });
});
