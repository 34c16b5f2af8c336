// The frame of every help page: top with the mark and the ways on, foot with the promise.
import type { Context } from 'hono';
import { bestLocale } from '../../contract/best-locale.ts';
import { tongueFor } from '../../contract/words/tongues/whole-packs.ts';
import type { LocaleRelease } from '../articles/release.ts';
import { type Html, type HtmlValue, html } from '../pages/html.ts';
import { icon, MARK } from '../pages/icons.ts';
import { type PageFrame, pageFrame } from '../pages/page-frame.ts';
import type { Services } from '../services.ts';
import { inLocale } from '../settings/words-by-locale.ts';
import { type HelpWords, helpWords } from './help-words.ts';

/** What every help page is made from. */
export interface HelpPage {
  services: Services;
  /** Of the articles, and so of addresses. */
  locale: string;
  /** In which the page speaks. */
  tongue: string;
  /** Undefined before any article was read. */
  part: LocaleRelease | undefined;
  words: HelpWords;
}

const MAX_HEADER = 300;

/** A page in one of the release's locales; what it says may be in another language than the articles. */
export function helpPageIn(services: Services, locale: string, tongue = locale): HelpPage {
  return { services, locale, tongue, part: services.releases.current().locales[locale], words: helpWords(tongue) };
}

/** A page in the locale that the browser asks for, or the default one. */
export function helpPageFor(services: Services, context: Context): HelpPage {
  return helpPageIn(services, bestPart(services, wishesOf(context)));
}

/** A page about somebody's own request: it speaks their language, be there articles in it or not. */
export function personalPageFor(services: Services, context: Context, written?: string): HelpPage {
  const wishes = written ? [written] : wishesOf(context);
  const locale = bestPart(services, wishes);
  const spoken = wishes.find((wish) => tongueFor(wish) !== 'en' || /^en\b/i.test(wish));
  return helpPageIn(services, locale, spoken ?? locale);
}

function bestPart(services: Services, wishes: readonly string[]): string {
  const release = services.releases.current();
  return bestLocale(Object.keys(release.locales), wishes, release.defaultLocale);
}

/** What the browser asks for, best first. */
function wishesOf(context: Context): string[] {
  return (context.req.header('accept-language') ?? '')
    .slice(0, MAX_HEADER)
    .split(',')
    .map((part) => part.trim().split(';'))
    .map(([tag = '', quality = '']) => ({ tag: tag.trim(), q: Number(/q=([\d.]+)/.exec(quality)?.[1] ?? 1) }))
    .filter(({ tag, q }) => q > 0 && isLocale(tag))
    .sort((a, b) => b.q - a.q)
    .map(({ tag }) => tag);
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch (_noTag) {
    return false;
  }
}

/** The whole page. `title` is followed by the site's name, unless it is the site's name. */
export function helpFrame(
  page: HelpPage,
  frame: Omit<PageFrame, 'locale' | 'body' | 'title'> & { title?: string },
  main: HtmlValue,
): Html {
  const { services, tongue, words } = page;
  const name = siteName(services);
  return pageFrame({
    ...frame,
    locale: tongue,
    title: frame.title ? `${frame.title} · ${name}` : name,
    isDev: services.config.isDev,
    body: html`<a class="btn skip" href="#main">${words.skip}</a>${topOf(page, name)}<main id="main" tabindex="-1">${main}</main>${footOf(page)}`,
  });
}

function topOf({ services, locale, words }: HelpPage, name: string): Html {
  const others = Object.keys(services.releases.current().locales).filter((other) => other !== locale);
  return html`<header class="top"><div class="in"><a class="brand" href="/help/${locale}">${MARK}<span>${name}</span></a>
<nav aria-label="${words.help}"><a class="quiet wide" href="/tickets">${words.myRequest}</a>${others.map(
    (other) =>
      html`<a class="quiet wide" href="/help/${other}" hreflang="${other}" lang="${other}">${languageName(other)}</a>`,
  )}<a class="btn" href="/help/${locale}/request">${words.writeToUs}</a></nav></div></header>
`;
}

function footOf({ services, locale, tongue, words }: HelpPage): Html {
  const { categories } = services.settings;
  const restricted = Object.entries(categories).filter(([, category]) => category.restricted);
  return html`<footer class="foot"><div class="in"><span>${words.promise(promisedHours(services))}</span><span class="row"><a href="/tickets">${words.myRequest}</a>${restricted.map(
    ([key, { label }]) =>
      html`<a href="/help/${locale}/request?category=${encodeURIComponent(key)}">${words.report(inLocale(label, tongue, services.settings))}</a>`,
  )}</span></div></footer>`;
}

/** The search field; `query` is what was asked last. */
export function searchForm({ locale, words }: HelpPage, query = ''): Html {
  return html`<form class="searching" role="search" action="/help/${locale}/search" method="get"><div class="search">${icon('search')}<input class="input" type="search" name="q" value="${query}" maxlength="400" aria-label="${words.searchHelp}" placeholder="${words.example}" autocomplete="off"></div><button class="btn primary" type="submit">${words.search}</button></form>`;
}

/** The hours of the promise for what has no category of its own. */
export function promisedHours({ settings }: Services): number {
  const { categories } = settings;
  const open = categories.general ?? Object.values(categories).find((category) => !category.restricted);
  return open?.promise_hours ?? 8;
}

function siteName(services: Services): string {
  const { sites } = services.settings;
  return (sites.default ?? Object.values(sites)[0])?.name ?? 'Help';
}

function languageName(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
