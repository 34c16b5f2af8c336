// The first page of the help centre: search, what is often read, and every topic with its articles.
import { EVERYONE } from '../../contract/article.ts';
import { cardOf, topTopics } from '../../contract/search/cards.ts';
import { type Html, html } from '../pages/html.ts';
import { type HelpPage, helpFrame, searchForm } from './help-frame.ts';

const SHOWN_ARTICLES = 6;

/** A list of articles as links. */
export function articleList(page: HelpPage, slugs: readonly string[]): Html {
  const { part, locale } = page;
  const cards = slugs.flatMap((slug) => (part && cardOf(part.search, slug)) ?? []);
  return html`<ul>${cards.map(({ slug, title }) => html`<li><a href="${articleAddress(locale, slug)}">${title}</a></li>`)}</ul>`;
}

export function articleAddress(locale: string, slug: string, section = ''): string {
  return `/help/${locale}/${encodeURIComponent(slug)}${section && `#${encodeURIComponent(section)}`}`;
}

/** Where a topic stands on the first page. */
export function topicAddress(page: HelpPage, title: string): string {
  const at = topicsOf(page).findIndex((topic) => topic.title === title);
  return `/help/${page.locale}${at < 0 ? '' : `#topic-${at + 1}`}`;
}

/** Topics with their slugs, articles outside any topic last. */
export function topicsOf({ part, words }: HelpPage): { title: string; summary: string; slugs: string[] }[] {
  if (!part) return [];
  const topics = topTopics(part.search).map(({ title, slugs }) => ({
    title,
    summary: part.topicSummaries.get(title) ?? '',
    slugs,
  }));
  const rest = part.search.cards
    .filter((card) => !card.breadcrumb.length && (!card.audience.length || card.audience.includes(EVERYONE)))
    .map((card) => card.slug);
  return rest.length ? [...topics, { title: words.otherArticles, summary: '', slugs: rest }] : topics;
}

/** @param popular slugs, most read first. */
export function homePage(page: HelpPage, popular: readonly string[]): Html {
  const { services, locale, words, part } = page;
  const topics = topicsOf(page);
  const often = popular.flatMap((slug) => (part && cardOf(part.search, slug)) ?? []);
  const { publicUrl } = services.config;
  const locales = Object.keys(services.releases.current().locales);
  return helpFrame(
    page,
    {
      canonical: `${publicUrl}/help/${locale}`,
      alternates:
        locales.length > 1 ? locales.map((other) => ({ locale: other, address: `${publicUrl}/help/${other}` })) : [],
    },
    html`<div class="in"><div class="hero"><h1>${words.whatNow}</h1>${searchForm(page)}${
      often.length > 0 &&
      html`<p class="often"><span class="muted">${words.popular}</span>${often.map(({ slug, title }) => html`<a href="${articleAddress(locale, slug)}">${title}</a>`)}</p>`
    }</div>
<h2 class="sr-only">${words.topics}</h2>${
      topics.length === 0
        ? html`<p class="lead-on">${words.noArticles}</p>`
        : html`<div class="topics">${topics.map(
            (
              { title, summary, slugs },
              at,
            ) => html`<section id="topic-${at + 1}"><h3>${title}</h3>${summary && html`<p>${summary}</p>`}${articleList(page, slugs.slice(0, SHOWN_ARTICLES))}${
              slugs.length > SHOWN_ARTICLES &&
              html`<details><summary>${words.more(slugs.length - SHOWN_ARTICLES)}</summary>${articleList(page, slugs.slice(SHOWN_ARTICLES))}</details>`
            }</section>
`,
          )}</div>`
    }</div>`,
  );
}
