// One article as a page: where it stands, its text, its sections, what is related, and the way to a person.
import { type Article, articleFile } from '../articles/release.ts';
import { type Html, html, trustedHtml } from '../pages/html.ts';
import { type HelpPage, helpFrame, promisedHours } from './help-frame.ts';
import { articleAddress, articleList, topicAddress, topicsOf } from './home-page.ts';

const MORE_IN_TOPIC = 4;
const FEWEST_SECTIONS = 2;

export function articlePage(page: HelpPage, article: Article): Html {
  const { services, locale, words } = page;
  const release = services.releases.current();
  const file = articleFile(article, release.id);
  const [topic] = file.breadcrumb;
  const about = [file.updated ? words.updated(dayOf(file.updated, locale)) : '', words.minutes(file.minutes)].filter(
    Boolean,
  );
  const address = articleAddress(locale, article.slug);
  const { publicUrl } = services.config;
  const alternates = Object.values(release.locales)
    .filter((part) => part.articles.has(article.slug))
    .map((part) => ({ locale: part.locale, address: publicUrl + articleAddress(part.locale, article.slug) }));
  return helpFrame(
    page,
    {
      title: file.title,
      description: file.summary,
      kind: 'reading',
      canonical: publicUrl + address,
      alternates: alternates.length > 1 ? alternates : [],
    },
    html`<div class="in"><nav class="crumbs" aria-label="${words.whereYouAre}"><a class="quiet" href="/help/${locale}">${words.help}</a>${
      topic && html`<span aria-hidden="true">/</span><a class="quiet" href="${topicAddress(page, topic)}">${topic}</a>`
    }${file.breadcrumb.slice(1).map((title) => html`<span aria-hidden="true">/</span><span>${title}</span>`)}</nav>
<div class="article"><article class="prose"><h1 class="page-title">${file.title}</h1><p class="about small muted">${about.join(' · ')}</p>
${trustedHtml(file.html)}</article>
<aside class="side">${
      file.sections.length >= FEWEST_SECTIONS &&
      html`<section class="on-this-page"><h2>${words.onThisPage}</h2><ul class="toc">${file.sections.map(
        ({ id, heading }) => html`<li><a href="#${encodeURIComponent(id)}">${heading}</a></li>`,
      )}</ul></section>`
    }${relatedOf(page, article)}<section><h2>${words.stillStuck}</h2><p>${words.promise(promisedHours(services))}</p><p><a class="btn" href="/help/${locale}/request">${words.writeToUs}</a></p></section></aside></div></div>`,
  );
}

function relatedOf(page: HelpPage, article: Article): Html | false {
  const { words } = page;
  const related = article.file.related.map(({ slug }) => slug);
  if (related.length) return html`<section><h2>${words.related}</h2>${articleList(page, related)}</section>`;
  const topic = topicsOf(page).find(({ slugs }) => slugs.includes(article.slug));
  const others = (topic?.slugs ?? []).filter((slug) => slug !== article.slug).slice(0, MORE_IN_TOPIC);
  return (
    topic !== undefined &&
    others.length > 0 &&
    html`<section><h2>${words.moreIn(topic.title)}</h2>${articleList(page, others)}</section>`
  );
}

/** A day such as 2026-03-01 as the locale writes it. */
function dayOf(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
