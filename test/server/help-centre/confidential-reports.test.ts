// Every restricted category is one click away on each help page, and its form says who reads it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
beforeAll(async () => {
  services = await makeServices({
    settings: (settings) => {
      settings.categories.care = {
        label: 'Somebody treats me badly',
        promise_hours: 4,
        restricted: true,
        readers: ['imke@example.com'],
      };
    },
  });
});
afterAll(() => services.close());

it('each restricted category has a link on every help page that leads to its form', async () => {
  const api = apiOf(services);
  await api.personWith('agent', 'imke@example.com');
  for (const path of ['/help/en', '/help/en/search?q=nothing', '/tickets']) {
    const { text } = await api.get(path);
    expect(text).toContain('href="/help/en/request?category=security"');
    expect(text).toContain('href="/help/en/request?category=care"');
  }
  const form = await api.get('/help/en/request?category=care');
  expect(form.text).toMatch(/value="care" checked/);
  expect(form.text).toMatch(/Only imke can read this/);
});
