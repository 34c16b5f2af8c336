// Serves what the pages are dressed in: the style sheet and the mark.
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import tokens from '../../contract/tokens.css?raw';
import mark from './mark.svg?raw';
import styles from './pages.css?raw';

const BRIEFLY = 'public, max-age=300, stale-while-revalidate=86400';

export function pageRoutes(options: { isDev: boolean }): Hono {
  const app = new Hono();
  serveText(app, '/pages/pages.css', tokens + styles, 'text/css; charset=utf-8', options.isDev);
  serveText(app, '/pages/mark.svg', mark, 'image/svg+xml; charset=utf-8', options.isDev);
  // What browsers ask for on pages that name no mark.
  app.get('/favicon.ico', (context) => context.redirect('/pages/mark.svg', 302));
  return app;
}

/** Serves a text that is part of the program, cached briefly, with an ETag. */
export function serveText(app: Hono, path: string, text: string, type: string, isDev: boolean): void {
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 20)}"`;
  const headers = { 'Content-Type': type, 'Cache-Control': isDev ? 'no-cache' : BRIEFLY, ETag: etag };
  app.get(path, (context) =>
    context.req.header('if-none-match') === etag ? context.body(null, 304, headers) : context.body(text, 200, headers),
  );
}
