// In which language the launcher speaks, before and without the app.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bestLocale } from '../../contract/best-locale.ts';
import { LAUNCHER_WORDS } from '../../contract/words/launcher-words.ts';
import { launch } from '../../widget/launcher.ts';

beforeEach(() => vi.stubGlobal('fetch', async () => new Response('{}')));
afterEach(() => {
  for (const help of document.querySelectorAll('fingerpost-help')) help.remove();
  document.documentElement.lang = '';
  window.Fingerpost = undefined;
  vi.unstubAllGlobals();
});

/** A launcher on a page with this `lang`, whose app never comes. */
function startOn(lang: string, attributes: Record<string, string> = {}) {
  document.documentElement.lang = lang;
  const importApp = () => Promise.reject(new TypeError('Failed to fetch'));
  launch({ src: 'https://help.example/widget.js', dataset: attributes }, importApp);
  const root = document.querySelector('fingerpost-help')?.shadowRoot as ShadowRoot;
  const launcher = root.querySelector('.launch') as HTMLButtonElement;
  return { root, launcher };
}

describe('on a page in another language', () => {
  it.each(Object.entries(LAUNCHER_WORDS))('the launcher says all that it says in %s', async (language, said) => {
    const { root, launcher } = startOn(`${language.toUpperCase()}-x-page`);
    const [help, ...others] = said.split('|');
    expect(launcher.textContent).toBe(help);
    const told = new Promise((resolve) => window.Fingerpost?.('on', 'error', resolve));
    launcher.click();
    const panel = await vi.waitFor(() => {
      const waiting = root.querySelector<HTMLElement>('.panel');
      return waiting?.querySelector('[role=alert]') ? waiting : expect.fail('nothing is said yet');
    });
    expect([...panel.children].map(({ textContent }) => textContent)).toEqual(others);
    expect([panel.ariaLabel, panel.lang, panel.dir]).toEqual([help, language, 'auto']);
    expect(await told).toEqual({ code: 'unreachable', message: others[0] });
  });

  it.each([
    ['', 'pt-BR', 'pt'],
    ['', 'zh-Hant-TW', 'zh'],
    ['fr', 'de', 'fr'],
    ['sv', 'de', 'de'],
    ['en', 'de', 'en'],
    ['', 'sv', 'en'],
    ['', '', 'en'],
  ])('data-locale "%s" and lang "%s" give the language that the panel takes', (locale, lang, language) => {
    const { launcher } = startOn(lang, locale ? { locale } : {});
    expect(launcher.textContent).toBe(LAUNCHER_WORDS[language]?.split('|')[0]);
    const offered = Object.keys(LAUNCHER_WORDS).map((tag) => (tag === 'zh' ? 'zh-Hans' : tag));
    expect(bestLocale(offered, [locale, lang], 'en').slice(0, 2)).toBe(language);
  });

  it('a label of the page’s own counts for more', () => {
    expect(startOn('ja', { label: 'サポート' }).launcher.textContent).toBe('サポート');
  });
});
