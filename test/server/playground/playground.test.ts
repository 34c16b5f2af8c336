// The playground: it knows every option, call and event that the widget has, and it is not there in production.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type FingerpostApp } from '../../../server/app.ts';
import { CALLS, EVENTS, playgroundOptions } from '../../../server/playground/playground-page.ts';
import { ALL_RULES, ATTRIBUTE_NAMES } from '../../../widget/host/name-wrong.ts';
import { EVENT_NAMES, METHOD_NAMES } from '../../../widget/host/names.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const PATHS = ['/playground', '/playground/playground.css', '/playground/playground.js'];

describe('what can be tried', () => {
  const options = playgroundOptions({ sites: ['default'], locales: ['en'] });

  it('is every attribute, call and event', () => {
    expect(options.map(({ name }) => `data-${name}`).sort()).toEqual([...ATTRIBUTE_NAMES].sort());
    expect(CALLS.map(({ method }) => method).sort()).toEqual([...METHOD_NAMES].sort());
    expect(EVENTS).toEqual(EVENT_NAMES);
  });

  it('is every value of an attribute that has a fixed list, and examples are allowed', () => {
    for (const { name, choices, example } of options) {
      const rule = ALL_RULES[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]?.[0] ?? '';
      if (/^[\w-]+(\|[\w-]+)+$/.test(rule)) expect([name, choices]).toEqual([name, rule.split('|')]);
      else if (example && name !== 'locale') expect(example).toMatch(new RegExp(`^(${rule})$`));
    }
  });
});

describe('in production', () => {
  it('there is no playground', async () => {
    const services = await makeServices();
    const app = createApp(services);
    for (const path of PATHS) expect([path, (await app.request(path)).status]).toEqual([path, 404]);
    expect(app.routes.filter(({ path }) => path.startsWith('/playground'))).toEqual([]);
    await services.close();
  });
});

describe('while developing', () => {
  let services: TestServices;
  let app: FingerpostApp;
  beforeAll(async () => {
    services = await makeServices({ env: { FINGERPOST_DEV: 'on', PUBLIC_URL: 'https://help.example.com' } });
    app = createApp(services);
  });
  afterAll(() => services.close());

  it('the page is there under a policy that allows nothing inline, with everything that it loads', async () => {
    for (const path of PATHS) expect([path, (await app.request(path)).status]).toEqual([path, 200]);
    const answer = await app.request('/playground');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('trusted-types fingerpost playground');
    expect(policy).not.toContain('unsafe');
    expect(await answer.text()).not.toMatch(/<style|\sstyle=|\son\w+=|<script>/);
  });

  it('offers the sites of the settings and names every field', async () => {
    const markup = await (await app.request('/playground')).text();
    expect(markup).toContain('<option>default</option>');
    for (const name of ATTRIBUTE_NAMES) expect(markup).toContain(`>${name}</label>`);
    for (const id of [...markup.matchAll(/<(?:input|select) class="input" id="([^"]+)"/g)].map((match) => match[1]))
      expect(markup).toContain(`for="${id}"`);
  });
});
