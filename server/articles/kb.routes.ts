// Serves releases to widgets: indexes, passages, articles and the files beside them, each immutable under its release's id.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { AppError, answerProblem } from '../errors.ts';
import type { ServedFile } from './packed-files.ts';
import type { Asset } from './read-article-file.ts';
import { articleFile, indexFile, isShipped, type LocaleRelease, type Release } from './release.ts';
import type { ReleaseStore } from './release-store.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The routes below `/kb`. `publicUrl` (no slash at the end) goes before the addresses in articles, '' for none. */
export function kbRoutes(store: ReleaseStore, { publicUrl = '' }: { publicUrl?: string } = {}): Hono {
  const app = new Hono();

  /** Answers JSON that is the same as long as its address is. */
  function answerJson(context: Context, release: Release, name: string, read: ServedFile['read']): Promise<Response> {
    const file = { type: 'application/json; charset=utf-8', read };
    return store.files.answer(context, `${release.id} ${name}`, file, commonHeaders());
  }

  function find(context: Context): { release: Release; locale: LocaleRelease } | null {
    const release = store.get(context.req.param('release') ?? '');
    const name = context.req.param('locale') ?? '';
    const locale = release && Object.hasOwn(release.locales, name) ? release.locales[name] : undefined;
    return release && locale ? { release, locale } : null;
  }

  /** Where there are too many articles, the index stays here. */
  function findShipped(context: Context): ReturnType<typeof find> {
    const found = find(context);
    return found && isShipped(found.locale) ? found : null;
  }

  for (const part of ['index', 'rest'] as const)
    app.get(`/kb/:release/:locale/${part}.bin`, (context) => {
      const found = findShipped(context);
      return found
        ? store.files.answer(context, ...indexFile(found.release.id, found.locale, part), commonHeaders())
        : notFound(context);
    });

  app.get('/kb/:release/:locale/passages.json', (context) => {
    const found = findShipped(context);
    return found
      ? answerJson(context, found.release, `${found.locale.locale} passages`, () => found.locale.readPassages())
      : notFound(context);
  });

  app.get('/kb/:release/:locale/articles/:file{.+\\.json}', (context) => {
    const found = find(context);
    const asked = context.req.param('file').replace(/\.json$/, '');
    const article = found?.locale.articles.get(found.locale.redirects.get(asked) ?? asked);
    if (!found || !article) return notFound(context);
    const { release, locale } = found;
    return answerJson(context, release, `${locale.locale} article ${article.slug}`, () =>
      JSON.stringify(articleFile(article, release.id, publicUrl)),
    );
  });

  app.get('/kb/:release/:locale/files/:path{.+}', (context) => {
    const found = find(context);
    const asset = found?.release.assets.get(context.req.param('path'));
    return asset && asset.locale === found?.locale.locale ? answerFile(context, asset) : notFound(context);
  });

  app.all('/kb/*', notFound);
  return app;
}

function commonHeaders(): Record<string, string> {
  return {
    'Cache-Control': IMMUTABLE,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** Sends a file, or the range of it that was asked for (players need that); SVG and PDF only as a download. */
async function answerFile(context: Context, asset: Asset): Promise<Response> {
  const stats = await stat(asset.file).catch(() => null);
  if (!stats?.isFile()) return notFound(context);
  const isAsRead = stats.size === asset.size && stats.mtimeMs === asset.mtimeMs;
  const headers: Record<string, string> = {
    ...commonHeaders(),
    'Content-Type': asset.type,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Accept-Ranges': 'bytes',
    ...(isAsRead ? {} : { 'Cache-Control': 'no-cache' }),
    ...(/^(image\/svg|application\/pdf)/.test(asset.type) ? { 'Content-Disposition': 'attachment' } : {}),
  };
  const range = rangeOf(context.req.header('Range'), stats.size);
  if (range === 'unsatisfiable')
    return context.body(null, 416, { ...headers, 'Content-Range': `bytes */${stats.size}` });
  const [start, end] = range ?? [0, stats.size - 1];
  headers['Content-Length'] = String(end - start + 1);
  if (range) headers['Content-Range'] = `bytes ${start}-${end}/${stats.size}`;
  if (context.req.method === 'HEAD' || stats.size === 0) return context.body(null, range ? 206 : 200, headers);
  const stream = Readable.toWeb(createReadStream(asset.file, { start, end })) as ReadableStream;
  return context.body(stream, range ? 206 : 200, headers);
}

function rangeOf(header: string | undefined, size: number): [start: number, end: number] | 'unsatisfiable' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (!found[1] && !found[2])) return null;
  const start = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]));
  const end = found[1] && found[2] ? Math.min(Number(found[2]), size - 1) : size - 1;
  return start > end || start >= size ? 'unsatisfiable' : [start, end];
}

function notFound(context: Context): Response {
  context.header('Access-Control-Allow-Origin', '*');
  context.header('X-Content-Type-Options', 'nosniff');
  return answerProblem(context, new AppError('not_found'));
}
