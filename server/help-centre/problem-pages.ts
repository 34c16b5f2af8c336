// Pages for when something is not there or did not work: a sentence, and a way on.
import type { Context } from 'hono';
import type { SearchHit } from '../../contract/search/search-articles.ts';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { tongueFor } from '../../contract/words/tongues/whole-packs.ts';
import { AppError, asAppError, statusOf } from '../errors.ts';
import { type Html, html } from '../pages/html.ts';
import { icon } from '../pages/icons.ts';
import { sendPrivatePage } from '../pages/send-page.ts';
import type { Services } from '../services.ts';
import { type HelpPage, helpFrame, helpPageFor, helpPageIn, searchForm } from './help-frame.ts';
import { resultList } from './search-page.ts';

const CLOSEST = 3;
const LONGEST_ADDRESS = 100;

/** Nothing at this address; searches for the words of the address. */
export function notFoundPage(page: HelpPage, wanted: string): Html {
  const { words, locale, part } = page;
  const query = wanted
    .slice(0, LONGEST_ADDRESS)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const hits: SearchHit[] = part && query ? searchArticles(part.search, query, { k: CLOSEST }).hits : [];
  return helpFrame(
    page,
    { title: words.notHere, isUnlisted: true },
    html`<div class="in"><div class="hero"><h1>${words.notHere}</h1><p class="lead-on">${words.notHereHint}</p>${searchForm(page)}</div>${
      hits.length > 0 && html`<h2 class="lead-on">${words.closest}</h2>${resultList(page, hits)}`
    }<p class="lead-on row"><a href="/help/${locale}">${words.topics}</a><a class="btn" href="/help/${locale}/request">${words.writeToUs}</a></p></div>`,
  );
}

/** Turns an error of a page into a page; what went wrong on our side is logged. */
export function problemPage(services: Services, context: Context, error: Error): Response {
  const known = asAppError(error);
  logOwnFault(services, context, known, error);
  setRetryAfter(context, known);
  const name = context.req.param('locale') ?? '';
  const isLocale = Object.hasOwn(services.releases.current().locales, name);
  const page = isLocale ? helpPageIn(services, name) : helpPageFor(services, context);
  const { words, locale } = page;
  const body =
    known.code === 'not_found'
      ? notFoundPage(page, lastPart(context.req.path))
      : helpFrame(
          page,
          { title: words.somethingWrong, isUnlisted: true },
          html`<div class="in"><div class="column"><h1 class="page-title">${words.somethingWrong}</h1><div class="notice bad" role="alert">${icon('warning')}<div>${sayProblem(page, known)}</div></div><p>${words.goBack}</p><p><a href="/help/${locale}">${words.topics}</a></p></div></div>`,
        );
  return sendPrivatePage(context, body, statusOf(known.code));
}

/** What went wrong, in the language of the page; in English it is said as programs are told it. */
export function sayProblem({ words, tongue }: Pick<HelpPage, 'words' | 'tongue'>, { code, message }: AppError): string {
  return tongueFor(tongue) === 'en' ? message : words.refusal(code);
}

/** Logs an error that is ours, with the request's id. */
export function logOwnFault(services: Services, context: Context, known: AppError, error: unknown): void {
  if (statusOf(known.code) >= 500)
    services.log.error({ id: context.get('requestId' as never), err: error }, known.code);
}

/** Says when to try again, where the error knows it. */
export function setRetryAfter(context: Context, known: AppError): void {
  const wait = known.extras.retryAfter;
  if (wait !== undefined) context.header('Retry-After', String(Math.max(1, Math.ceil(wait))));
}

/** The error for an address that leads nowhere. */
export function nothingHere(): AppError {
  return new AppError('not_found');
}

function lastPart(path: string): string {
  const part = path.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch (_brokenEncoding) {
    return part;
  }
}
