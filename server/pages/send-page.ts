// Sends a page: public ones are asked for again each time but sent only when they changed; private ones are kept nowhere.
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Html } from './html.ts';

const HTML_TYPE = 'text/html; charset=utf-8';

/** A page that anybody may see. */
export function sendPage(context: Context, page: Html, status: ContentfulStatusCode = 200): Response {
  const etag = `W/"${createHash('sha256').update(page.markup).digest('hex').slice(0, 20)}"`;
  const headers = { 'Content-Type': HTML_TYPE, 'Cache-Control': 'no-cache', ETag: etag };
  if (status === 200 && context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
  return context.body(page.markup, status, headers);
}

/** A page for one person: never stored, and its address is told to nobody. */
export function sendPrivatePage(context: Context, page: Html, status: ContentfulStatusCode = 200): Response {
  return context.body(page.markup, status, {
    'Content-Type': HTML_TYPE,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
}
