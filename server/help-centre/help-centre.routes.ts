// The addresses of the help centre: everything that the widget offers, as pages that need no scripts.
import { type Context, Hono } from 'hono';
import { searchArticles } from '../../contract/search/search-articles.ts';
import { findArticle } from '../articles/find-article.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Services } from '../services.ts';
import { articlePage } from './article-page.ts';
import { type HelpPage, helpPageFor, helpPageIn } from './help-frame.ts';
import { articleAddress, homePage } from './home-page.ts';
import { createPopular } from './popular.queries.ts';
import { nothingHere, problemPage } from './problem-pages.ts';
import { requestRoutes } from './request.routes.ts';
import { searchPage } from './search-page.ts';
import { sitemap } from './sitemap.ts';
import { ticketPageRoutes } from './ticket-page.routes.ts';

const RESULTS = 10;
const LONGEST_QUERY = 400;

export function helpCentreRoutes(services: Services): Hono {
  const app = new Hono();
  const popular = createPopular(services);
  app.onError((error, context) => problemPage(services, context, error));

  app.get('/help', async (context) => {
    context.header('Vary', 'Accept-Language');
    return sendHome(context, helpPageFor(services, context));
  });
  app.get('/help/:locale', (context) => sendHome(context, pageOf(context)));

  app.get('/help/:locale/search', services.rateLimits.limit('search'), (context) => {
    const page = pageOf(context);
    const query = (context.req.query('q') ?? '').slice(0, LONGEST_QUERY).trim();
    const hits = page.part && query ? searchArticles(page.part.search, query, { k: RESULTS }).hits : [];
    return sendPage(context, searchPage(page, query, hits));
  });

  app.route('/', requestRoutes(services, pageOf));

  app.get('/help/:locale/:slug', (context) => {
    const page = pageOf(context);
    const slug = context.req.param('slug');
    const article = findArticle(services.releases.current(), page.locale, slug);
    if (!article) throw nothingHere();
    const address = articleAddress(article.locale, article.slug);
    if (article.locale !== page.locale) return context.redirect(address, 302);
    if (article.slug !== slug) return context.redirect(address, 301);
    return sendPage(context, articlePage(page, article));
  });

  app.get('/sitemap.xml', (context) =>
    context.body(sitemap(services).markup, 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );

  app.route('/', ticketPageRoutes(services));

  app.get('/tickets/*', () => {
    throw nothingHere();
  });
  app.get('/help/*', (context) => {
    const { path } = context.req;
    if (path.endsWith('/')) return context.redirect(path.replace(/\/+$/, ''), 301);
    throw nothingHere();
  });
  return app;

  async function sendHome(context: Context, page: HelpPage): Promise<Response> {
    return sendPage(context, homePage(page, await popular(page.locale)));
  }

  /** The page's locale from its address. @throws AppError not_found where no article is in it. */
  function pageOf(context: Context): HelpPage {
    const name = context.req.param('locale') ?? '';
    const release = services.releases.current();
    if (!Object.hasOwn(release.locales, name) && name !== release.defaultLocale) throw nothingHere();
    return helpPageIn(services, name);
  }
}
