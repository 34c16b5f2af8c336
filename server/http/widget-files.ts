// Serves the widget for every origin: two names that stay (cached briefly, with an ETag), and all files that carry their hash in
// their name (immutable), of this build and of earlier ones.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Hono } from 'hono';
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';
import { keepFiles } from './kept-files.ts';
import { BRIEFLY, createPackedFiles, FOR_EVER, sendPacked } from './packed-files.ts';

const FOR_EVERY_ORIGIN = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
};
const SCRIPT = { ...FOR_EVERY_ORIGIN, 'Content-Type': 'text/javascript; charset=utf-8' };
const JSON_TYPE = { ...FOR_EVERY_ORIGIN, 'Content-Type': 'application/json; charset=utf-8' };

/** The loader under the name of its contents, as `bin/build.mjs` writes it. */
const PINNED = /^widget-[0-9a-f]{12}\.js$/;

export function widgetFiles(services: Pick<Services, 'loaderDir' | 'widgetDir' | 'config' | 'clock' | 'log'>): Hono {
  const read = createPackedFiles();
  const app = new Hono();
  // The names are read once, so that a path from the request never reaches the file system.
  const files = (folder: string, allowed: RegExp) => {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => allowed.test(name)) : [];
    const now = new Map(names.map((name) => [name, join(folder, name)]));
    // While developing, every change makes new ones.
    if (now.size === 0 || services.config.isDev) return now;
    return keepFiles(now, join(services.config.dataDir, 'kept-widget', basename(folder)), services);
  };
  const send = (path: string, staying: Record<string, string>) => {
    app.get(`/${basename(path)}`, (context) => {
      if (!existsSync(path))
        throw new AppError('unavailable', { detail: 'The widget is not built yet: npm run build', retryAfter: 10 });
      return sendPacked(context, read(path), { ...staying, 'Cache-Control': BRIEFLY });
    });
  };
  // The first file of a page, and what the ES module asks for in its place.
  send(join(services.loaderDir, 'widget.js'), SCRIPT);
  send(join(services.widgetDir, 'widget-app.js'), SCRIPT);
  send(join(services.loaderDir, 'integrity.json'), JSON_TYPE);
  const loaders = files(services.loaderDir, PINNED);
  const assets = files(join(services.widgetDir, 'assets'), /\.js$/);
  for (const [address, known] of [
    ['/:name{widget-[0-9a-f]+\\.js}', loaders],
    ['/assets/:name', assets],
  ] as const)
    app.get(address, (context) => {
      const path = known.get(context.req.param('name') ?? '');
      if (!path) throw new AppError('not_found');
      return sendPacked(context, read(path), { ...SCRIPT, 'Cache-Control': FOR_EVER });
    });
  return app;
}
