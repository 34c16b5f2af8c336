// How the texts of the settings are said in other languages: the shipped ones in all that the panel speaks, an organisation's as it gives them.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SiteSchema } from '../../../contract/api/site.ts';
import { formFieldsOf } from '../../../server/settings/form-fields.ts';
import { loadSettings, parseSettings } from '../../../server/settings/load-settings.ts';
import { inLocale } from '../../../server/settings/words-by-locale.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh'];
const shipped = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');
const settings = loadSettings({ settingsFile: null });
const textsForRequesters = [
  ...Object.values(settings.categories).map(({ label }) => label),
  ...Object.values(settings.statuses).map((status) => status.public as string),
  'A person is looking at it',
];

describe('the shipped texts that requesters read', () => {
  it.each([...new Set(textsForRequesters)])('are said in every language of the panel: %s', (text) => {
    expect(Object.keys(settings.translations[text] ?? {})).toEqual(LANGUAGES);
    const said = LANGUAGES.map((locale) => inLocale(text, locale, settings));
    expect(said.filter((one) => one === text)).toEqual([]);
    expect(inLocale(text, 'en-GB', settings)).toBe(text);
  });

  it('are all that is translated', () => {
    expect(Object.keys(settings.translations).sort()).toEqual([...new Set(textsForRequesters)].sort());
  });
});

describe('a text of the settings', () => {
  it('is said in the language of a region, and as it stands where nobody translated it', () => {
    expect(inLocale('Done', 'de-AT', settings)).toBe('Erledigt');
    expect(inLocale('Done', 'zh-CN', settings)).toBe('已完成');
    expect(inLocale('Done', 'he', settings)).toBe('Done');
    expect(inLocale('Done', ['he', 'fr', 'de'], settings)).toBe('Terminé');
    expect(inLocale('Never heard of', 'de', settings)).toBe('Never heard of');
    for (const name of ['constructor', '__proto__', 'toString']) expect(inLocale(name, name, settings)).toBe(name);
  });

  it('may be translated by an organisation, whatever its own language is', () => {
    const own = parseSettings(
      shipped
        .replace('locales: [en]\ndefault_locale: en', 'locales: [de]\ndefault_locale: de')
        .replace(/\ntranslations:[\s\S]*/, '\ntranslations: { Rechnungen: { en: Invoices } }\n')
        .replace('label: Billing and payment', 'label: Rechnungen'),
      'ours.yaml',
    );
    const { label } = own.categories.billing as { label: string };
    expect(['de-AT', 'en-GB', 'fr'].map((locale) => inLocale(label, locale, own))).toEqual([
      'Rechnungen',
      'Invoices',
      'Rechnungen',
    ]);
  });

  it('is said in other languages in a field of the form too, where the browser chooses', () => {
    const own = parseSettings(
      `${shipped}  Order: { de: Bestellung, fr: Commande }\nfields:\n  order: { kind: select, label: Order, options: { old: Done, new: New } }\n`,
      'ours.yaml',
    );
    const [field] = formFieldsOf(own);
    expect(field?.label).toEqual({ en: 'Order', de: 'Bestellung', fr: 'Commande' });
    expect(field?.options?.[0]?.label).toMatchObject({ en: 'Done', ja: '完了' });
    expect(field?.options?.[1]?.label).toBe('New');
  });

  it('that is empty or far too long is named with its place', () => {
    const wrong = shipped.replace('    de: Erledigt', '    de: ""');
    expect(() => parseSettings(wrong, 'ours.yaml')).toThrow(/ours\.yaml:\d+:\d+ {2}translations\.Done\.de is ""/);
  });
});

describe('the site’s answer', () => {
  let services: TestServices;
  let api: ApiCaller;
  beforeAll(async () => {
    services = await makeServices();
    api = apiOf(services);
  });
  afterAll(() => services.close());
  const labels = async (query: string) =>
    SiteSchema.parse((await api.get(`/api/v1/sites/default${query}`)).json).categories.map(({ label }) => label);

  it('has its labels in the best of the wished locales', async () => {
    expect((await labels('?locales=nl'))[2]).toBe('Je account');
    expect((await labels('?locales=,pt-PT'))[2]).toBe('A sua conta');
    expect((await labels('?locales=he,ja,de'))[2]).toBe('アカウント');
  });

  it('has them in its own where no wish is met, or none was said', async () => {
    for (const query of ['', '?locales=', '?locales=he', '?locales=constructor,__proto__', '?other=1'])
      expect((await labels(query))[2], query).toBe('Your account');
  });

  it('refuses more wishes than a browser has', async () => {
    expect((await api.get(`/api/v1/sites/default?locales=${'xx,'.repeat(200)}`)).status).toBe(400);
  });
});
