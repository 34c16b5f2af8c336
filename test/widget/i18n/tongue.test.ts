// In which language the panel speaks, from its first frame on, and what becomes of that where words do not come.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wholeEnglish } from '../../../contract/words/tongues/whole-english.ts';
import { LONGEST_MUTE_MS } from '../../../widget/i18n/tongue.ts';
import { openWidget, pretendServer, SITE } from '../support/open-widget.ts';

const en = wholeEnglish.panel;

/** As where the file cannot be fetched. */
vi.mock('../../../contract/words/tongues/pl.ts', () => {
  throw new Error('offline');
});

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** All that somebody can read or hear of the panel: texts, names and placeholders. */
function saidIn(root: ShadowRoot): string {
  const panel = root.querySelector('.panel');
  const names = [...(panel?.querySelectorAll('*') ?? []), ...root.querySelectorAll('.panel')].flatMap((node) => [
    node.getAttribute('aria-label'),
    node.getAttribute('placeholder'),
  ]);
  return [panel?.textContent, ...names].filter(Boolean).join(' ').replace(SITE.name, '').trim();
}
const frameOf = (root: ShadowRoot) => root.querySelector('.fp') as HTMLElement;
/** Every text that the panel had at any time. */
function listen(root: ShadowRoot) {
  const heard = new Set<string>();
  const note = () => heard.add(saidIn(root));
  note();
  const observer = new MutationObserver(note);
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  return heard;
}

describe('the first frame', () => {
  it('says nothing in English to somebody who reads Arabic, and is mirrored at once', async () => {
    const widget = openWidget(pretendServer(), { locale: 'ar-EG' });
    widget.call('open');
    expect([frameOf(widget.root).dir, saidIn(widget.root)]).toEqual(['rtl', '']);
    const heard = listen(widget.root);
    const box = widget.root.querySelector('[role=combobox]') as HTMLInputElement;
    expect(box.placeholder).toBe('');
    await vi.waitFor(() => expect(box.placeholder).toBe('البحث في المساعدة'));
    await widget.reached('home', 'ready');
    expect(frameOf(widget.root).lang).toBe('ar');
    for (const text of heard)
      expect(text).not.toMatch(new RegExp(`${en.search}|${en.close}|${en.topics}|${en.forPage}`));
  });

  it('is in English at once on an English page', () => {
    const widget = openWidget(pretendServer(), {}, { languages: ['en-GB'] });
    widget.call('open');
    expect(saidIn(widget.root)).toContain(en.search);
    expect(frameOf(widget.root).lang).toBe('en');
    expect(widget.app.locale).toBe('en-GB');
  });

  it('waits for the site where neither page nor attribute names a language', async () => {
    const server = pretendServer({ ...SITE, locale: 'de' });
    const widget = openWidget(server, {}, { languages: [''] });
    widget.call('open');
    const heard = listen(widget.root);
    expect(saidIn(widget.root)).toBe('');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain('Hilfe durchsuchen'));
    for (const text of heard) expect(text).not.toContain(en.search);
  });

  it('keeps what is typed into the box before it has words', async () => {
    const widget = openWidget(pretendServer(), { locale: 'fr' });
    widget.call('open');
    const box = widget.root.querySelector('[role=combobox]') as HTMLInputElement;
    box.value = 'refund';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await widget.reached('results', 'found');
    await vi.waitFor(() => expect(box.getAttribute('aria-label')).toBe('Rechercher dans l’aide'));
    expect(box.value).toBe('refund');
  });

  it('leaves the launcher as it is until there are words for it', async () => {
    const widget = openWidget(pretendServer(), { locale: 'ja' });
    expect(widget.launcher.textContent).toBe('Help');
    await vi.waitFor(() => expect(widget.launcher.textContent).toBe('ヘルプ'));
    const named = openWidget(pretendServer(), { locale: 'ja', label: 'お困りですか' });
    await vi.waitFor(() => expect(named.launcher.textContent).toBe('お困りですか'));
  });
});

describe('words that do not come', () => {
  it('are English ones after a failure', async () => {
    const widget = openWidget(pretendServer(), { locale: 'pl' });
    widget.call('open');
    expect(saidIn(widget.root)).toBe('');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain(en.search));
    expect([frameOf(widget.root).lang, frameOf(widget.root).dir]).toEqual(['en', 'ltr']);
  });

  it('are English ones after a while, where nobody knows the language yet', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const server = pretendServer();
    server.instead.set('/api/v1/sites/default', () => new Promise(() => undefined));
    const widget = openWidget(server, {}, { languages: [''] });
    widget.call('open');
    vi.advanceTimersByTime(LONGEST_MUTE_MS - 1);
    expect(saidIn(widget.root)).toBe('');
    vi.advanceTimersByTime(1);
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain(en.search));
  });

  it('are English ones where no site can be had', async () => {
    const server = pretendServer();
    server.failing.add('/sites/default');
    const widget = openWidget(server, {}, { languages: [''] });
    widget.call('open');
    await widget.reached('home', 'failed');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain(en.failed));
  });
});

describe('another language', () => {
  it('takes the place of the one before, which stays until its words are there', async () => {
    const widget = openWidget(pretendServer(), { locale: 'de' });
    widget.call('open');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain('Hilfe durchsuchen'));
    const heard = listen(widget.root);
    widget.call('locale', 'it');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain('Cerca nell’aiuto'));
    for (const text of heard) expect(text).toMatch(/Hilfe durchsuchen|Cerca nell’aiuto/);
  });

  it('is English where the page asks for one that nobody speaks here, and the site has no better', async () => {
    const widget = openWidget(pretendServer(), { locale: 'he' }, { languages: ['he'] });
    widget.call('open');
    await widget.reached('home', 'ready');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain(en.search));
    expect([widget.app.locale, widget.app.wish, frameOf(widget.root).dir]).toEqual(['en', 'he', 'ltr']);
  });

  it('is the next wish where the first cannot be met', async () => {
    const widget = openWidget(pretendServer(), { locale: 'he' }, { languages: ['tr'] });
    widget.call('open');
    await vi.waitFor(() => expect(saidIn(widget.root)).toContain('Yardımda ara'));
  });
});

describe('the region', () => {
  it.each([
    ['ar-EG', 'ar', '٢'],
    ['ar-MA', 'ar', '2'],
    ['de-AT', 'de', '2'],
    ['zh-CN', 'zh-Hans', '2'],
  ])('of %s keeps its digits and dates', async (locale, language, two) => {
    const widget = openWidget(pretendServer(), { locale });
    widget.call('open');
    await vi.waitFor(() => expect(frameOf(widget.root).lang).toBe(language));
    expect(widget.app.locale).toBe(locale);
    await widget.reached('home', 'ready');
    const box = widget.root.querySelector('[role=combobox]') as HTMLInputElement;
    box.value = 'refund';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await widget.reached('results', 'found');
    // Arabic has a word of its own for two.
    const minutes = widget.app.say('reading', wholeEnglish.reading).minutes(language === 'ar' ? 12 : 2);
    expect(minutes).toContain(two);
    widget.all('[role=option]')[0]?.click();
    await widget.reached('article', 'ready');
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date('2026-03-03'));
    await vi.waitFor(() => expect(widget.all('.about')[0]?.textContent).toContain(day));
  });
});

it('articles in another language than the panel say so, and keep their direction', async () => {
  const widget = openWidget(pretendServer(), { locale: 'ar' });
  widget.call('open');
  await widget.reached('home', 'ready');
  const marks = (query: string) => widget.all(query).map(({ lang, dir }) => [lang, dir].join());
  await vi.waitFor(() => expect(marks('.body ul')).toContain('en,auto'));
  const box = widget.root.querySelector('[role=combobox]') as HTMLInputElement;
  box.value = 'refund';
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await widget.reached('results', 'found');
  expect(new Set(marks('[role=option]'))).toEqual(new Set(['en,auto']));
  widget.all('[role=option]')[0]?.click();
  await widget.reached('article', 'ready');
  expect(marks('article')).toEqual(['en,auto']);
  const own = (query: string) => widget.all(query).map(({ lang }) => lang);
  expect([own('.about'), own('article .label')]).toEqual([['ar'], ['ar']]);
  widget.call('request', {});
  await widget.reached('form', 'writing');
  const message = widget.all('textarea')[0] as HTMLTextAreaElement;
  message.value = 'A refund of my order';
  message.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await vi.waitFor(() => expect(marks('.instant ul')).toEqual(['en,auto']));
});
