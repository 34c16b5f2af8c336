// Serves the loader (cached briefly, with an ETag) and the app's content-hashed files (immutable), for every origin.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Hono } from 'hono';
import { AppError } from '../errors.ts';
import { BRIEFLY, createPackedFiles, FOR_EVER, sendPacked } from './packed-files.ts';

const FOR_EVERY_ORIGIN = {
  'Content-Type': 'text/javascript; charset=utf-8',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
};

/** @param folders where the build put the loader (`widget.js`) and the app (`assets/`). */
export function widgetFiles(folders: { loaderDir: string; widgetDir: string }): Hono {
  const read = createPackedFiles();
  const assetsDir = join(folders.widgetDir, 'assets');
  // The names are read once, so that a path from the request never reaches the file system.
  const assets = new Set(existsSync(assetsDir) ? readdirSync(assetsDir) : []);
  const app = new Hono();
  // The first file of a page, and what the ES module asks for in its place: names that stay while what they lead to changes.
  for (const path of [join(folders.loaderDir, 'widget.js'), join(folders.widgetDir, 'widget-app.js')])
    app.get(`/${basename(path)}`, (context) => {
      if (!existsSync(path))
        throw new AppError('unavailable', { detail: 'The widget is not built yet: npm run build', retryAfter: 10 });
      return sendPacked(context, read(path), { ...FOR_EVERY_ORIGIN, 'Cache-Control': BRIEFLY });
    });
  app.get('/assets/:name', (context) => {
    const name = context.req.param('name');
    if (!assets.has(name)) throw new AppError('not_found');
    return sendPacked(context, read(join(assetsDir, name)), { ...FOR_EVERY_ORIGIN, 'Cache-Control': FOR_EVER });
  });
  return app;
}
