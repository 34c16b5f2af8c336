// What a search found, with the words that match marked; where nothing was found, ways on.
import type { SearchHit } from '../../contract/search/search-articles.ts';
import { type Html, html } from '../pages/html.ts';
import { type HelpPage, helpFrame, searchForm } from './help-frame.ts';
import { articleAddress } from './home-page.ts';

/** @param query what was asked, trimmed. */
export function searchPage(page: HelpPage, query: string, hits: readonly SearchHit[]): Html {
  const { words, locale } = page;
  const title = query ? words.resultsFor(query) : words.searchHelp;
  return helpFrame(
    page,
    { title, isUnlisted: true },
    html`<div class="in"><div class="hero"><h1>${query && hits.length ? words.answers(hits.length) : words.searchHelp}</h1>${searchForm(page, query)}</div>${
      hits.length > 0 && resultList(page, hits)
    }${query && hits.length === 0 && html`<p class="lead-on" role="status"><b>${words.nothing(query)}</b><br>${words.nothingHint}</p>`}<p class="lead-on row"><a class="btn" href="/help/${locale}/request">${hits.length > 0 ? words.noneOfThese : words.writeToUs}</a><a href="/help/${locale}">${words.topics}</a></p></div>`,
  );
}

/** Found articles, best first. */
export function resultList({ locale }: HelpPage, hits: readonly SearchHit[]): Html {
  return html`<ol class="results">${hits.map(
    (hit) =>
      html`<li><a class="title" href="${articleAddress(locale, hit.slug, hit.section?.id)}">${marked(hit.title, hit.titleMarks)}</a>${
        hit.snippet && html`<p>${marked(hit.snippet, hit.snippetMarks)}</p>`
      }<p class="place">${[...hit.breadcrumb, hit.section?.heading].filter(Boolean).join(' › ')}</p></li>`,
  )}</ol>`;
}

/** A text whose marked places stand in `mark` elements. */
function marked(text: string, marks: SearchHit['titleMarks']): Html[] {
  const pieces: Html[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    pieces.push(html`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...pieces, html`${text.slice(at)}`];
}
