// The requester's pages in twelve languages: in the one that they wrote in, be there articles in it or not, and nothing left in
// English.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageWordsFor } from '../../../contract/words/pages/whole-pages.ts';
import { packFor, tongueFor } from '../../../contract/words/tongues/whole-packs.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { article, makeFolder, type TemporaryFolder } from '../articles/temporary-folder.ts';
import { hiddenField, type PageReader, readerOf } from './page-reader.ts';

const TONGUES = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh'];

let folder: TemporaryFolder;
let services: TestServices;
let api: ApiCaller;
let reader: PageReader;

beforeAll(async () => {
  folder = makeFolder({
    'en/help.md': article('Getting help'),
    'de/hilfe.md': article('Hilfe bekommen'),
  });
  services = await makeServices({
    kbDir: folder.dir,
    settings: (settings) => {
      settings.locales = ['en', 'de'];
      settings.fields = {
        order: {
          kind: 'number',
          label: { en: 'Order number', de: 'Bestellnummer' },
          required: true,
          min: 1_000,
          categories: ['billing'],
        },
        room: { kind: 'text', label: { en: 'Room', de: 'Zimmer' }, categories: ['account'] },
      };
    },
  });
  api = apiOf(services);
  reader = readerOf(api.app);
});
afterAll(async () => {
  await services.close();
  folder.remove();
});

/** All texts of a whole language that are sentences or longer words. */
function textsOf(words: object): string[] {
  return Object.values(words).flatMap((word: unknown) => {
    if (typeof word === 'string') return word.length > 9 ? [word] : [];
    return typeof word === 'object' && word !== null ? textsOf(word) : [];
  });
}
const ENGLISH = textsOf({ ...packFor('en'), pages: pageWordsFor('en') });
/** What people see: no tags, addresses or names of controls. */
const seenIn = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#39;', "'");
const leftIn = (html: string) => {
  const lines = seenIn(html)
    .split('\n')
    .map((line) => line.trim());
  return ENGLISH.filter((text) => lines.includes(text));
};

describe.each(TONGUES)('in %s', (locale) => {
  const words = packFor(locale);

  it('a request that was written in it is shown in it, with the promise, and nothing is left in English', async () => {
    const { number, access_key: key } = await api.submitted({ locale, message: '4711' });
    await reader.get(`/tickets/${number}?key=${key}`);
    const { html } = await reader.get(`/tickets/${number}`);
    expect(html).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(html).toContain(words.requests.answerHint);
    expect(html).toContain(pageWordsFor(locale).forget);
    expect(html).toContain(words.writing.reads(8).trim().slice(0, 12));
    expect(leftIn(html)).toEqual([]);
  });

  it('the question for number and key is asked as the browser wishes, and what is wrong is said so too', async () => {
    const wish = { 'accept-language': `${locale};q=0.9, en;q=0.5` };
    expect(leftIn((await reader.get('/tickets', wish)).html)).toEqual([]);
    const wrong = await reader.post('/tickets', { number: '1', key: 'x' }, wish);
    expect(wrong.status).toBe(404);
    expect(wrong.html).toContain(words.writing.requestMissing);
    const lost = await reader.post('/tickets/lost-links', { email: 'no' }, wish);
    expect(lost.html).toContain(words.writing.errors.email);
    expect([...leftIn(wrong.html), ...leftIn(lost.html)]).toEqual([]);
  });
});

describe('the form in a language with articles', () => {
  const FORM = '/help/de/request';

  it('says in it what a field of the settings cannot take, and what is not asked', async () => {
    const key = hiddenField((await reader.get(FORM)).html, 'idempotency_key');
    const fields = { idempotency_key: key, message: 'Es geht nicht.', category: 'billing' };
    const missing = (await reader.post(FORM, fields)).html;
    expect(missing).toContain('Füllen Sie „Bestellnummer“ aus.');
    expect(leftIn(missing)).toEqual([]);
    const low = (await reader.post(FORM, { ...fields, 'f.order': '12', 'f.room': '3' })).html;
    expect(low).toContain('Bestellnummer: Geben Sie 1.000 oder mehr an.');
    expect(low).toContain('Zimmer: Danach wird hier nicht gefragt');
    const empty = (await reader.post(FORM, { ...fields, message: ' ', email: 'x', 'f.order': '1200' })).html;
    expect(empty).toContain(packFor('de').writing.errors.message);
    expect(empty).toContain(packFor('de').writing.errors.email);
    expect(leftIn(empty)).toEqual([]);
  });

  it('is taken, with number and key in it', async () => {
    const key = hiddenField((await reader.get(FORM)).html, 'idempotency_key');
    const { status, html } = await reader.post(FORM, {
      idempotency_key: key,
      message: 'Es geht nicht.',
      category: 'general',
    });
    expect(status).toBe(200);
    expect(html).toContain(packFor('de').writing.have);
    expect(html).toMatch(/Jemand liest es innerhalb von 8 Arbeitsstunden: bis [A-Z]\S+/);
    expect(leftIn(html)).toEqual([]);
  });

  it('its first page, an article and a search that finds nothing leave nothing in English', async () => {
    for (const path of ['/help/de', '/help/de/hilfe', '/help/de/search?q=zzz', '/help/de/nirgends', FORM])
      expect(
        leftIn((await reader.get(path)).html).filter((text) => text !== 'Getting help'),
        path,
      ).toEqual([]);
  });
});

it('a locale that nobody speaks here is spoken to in English', async () => {
  expect([tongueFor('fi'), tongueFor('pt-PT'), tongueFor('zh-TW')]).toEqual(['en', 'pt', 'zh-Hans']);
  const { number, access_key: key } = await api.submitted({ locale: 'fi' });
  await reader.get(`/tickets/${number}?key=${key}`);
  expect((await reader.get(`/tickets/${number}`)).html).toContain('<html lang="en"');
});
