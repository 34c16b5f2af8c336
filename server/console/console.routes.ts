// Serves the console: one page for every address below /admin, and the content-hashed files that it is made of.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { AppError } from '../errors.ts';
import { createPackedFiles, FOR_EVER, sendPacked } from '../http/packed-files.ts';
import { html, trustedHtml } from '../pages/html.ts';
import { sendPrivatePage } from '../pages/send-page.ts';

const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
const DOCTYPE = trustedHtml('<!doctype html>');

interface Entry {
  script: string;
  styles: string[];
}

/** @param options.consoleDir where the build put the console. */
export function consoleRoutes(options: { consoleDir: string; isDev: boolean }): Hono {
  const assetsDir = join(options.consoleDir, 'assets');
  // The names are read once, so that a path from the request never reaches the file system.
  const assets = new Set(existsSync(assetsDir) ? readdirSync(assetsDir) : []);
  const entry = readEntry(options.consoleDir);
  const read = createPackedFiles();
  const app = new Hono();
  app.get('/admin/assets/:name', (context) => {
    const name = context.req.param('name');
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (!assets.has(name) || !type) throw new AppError('not_found');
    return sendPacked(context, read(join(assetsDir, name)), { 'Content-Type': type, 'Cache-Control': FOR_EVER });
  });
  const page = (context: Context) => {
    if (!entry)
      throw new AppError('unavailable', { detail: 'The console is not built yet: npm run build', retryAfter: 10 });
    return sendConsole(context, entry, options.isDev);
  };
  app.get('/admin', page);
  app.get('/admin/*', page);
  return app;
}

function sendConsole(context: Context, entry: Entry, isDev: boolean): Response {
  const nonce = randomBytes(16).toString('base64');
  context.header('Content-Security-Policy', policyWith(nonce));
  return sendPrivatePage(
    context,
    html`${DOCTYPE}<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Fingerpost</title>
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/pages/mark.svg" type="image/svg+xml">
${entry.styles.map((file) => html`<link rel="stylesheet" href="/admin/${file}">`)}
<script type="module" nonce="${nonce}" src="/admin/${entry.script}"></script>
${isDev && html`<script src="/dev/reload.js" nonce="${nonce}" defer></script>`}
</head><body><div id="console"></div><noscript><p>The console needs JavaScript. Requests can also be read with an API token: /api/docs</p></noscript></body></html>
`,
  );
}

/** Everything from here, no script without the nonce or from elsewhere, nothing inline, nobody may frame it. */
function policyWith(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self' data: blob:; ` +
    "media-src 'self'; connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; " +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types fingerpost"
  );
}

function readEntry(consoleDir: string): Entry | null {
  const path = join(consoleDir, '.vite', 'manifest.json');
  if (!existsSync(path)) return null;
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { file: string; css?: string[]; isEntry?: boolean }
  >;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry);
  return entry ? { script: entry.file, styles: entry.css ?? [] } : null;
}
