// The playground at /playground, for the developer who embeds: it is there while developing and nowhere else.
import { Hono } from 'hono';
import { demoPolicy } from '../demo/demo-frame.ts';
import { serveText } from '../pages/pages.routes.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Services } from '../services.ts';
import styles from './playground.css?raw';
import script from './playground.js?raw';
import { playgroundOptions, playgroundPage } from './playground-page.ts';

/** Adds nothing unless the server runs for development. */
export function playgroundRoutes({ config, settings }: Pick<Services, 'config' | 'settings'>): Hono {
  const app = new Hono();
  if (!config.isDev) return app;
  const options = playgroundOptions({ sites: Object.keys(settings.sites), locales: settings.locales });
  const page = playgroundPage(options, config.publicUrl);
  // As strict as the demo's; the page itself puts script elements into the document, by a policy of its own.
  const policy = demoPolicy(config.publicUrl).replace(
    'trusted-types fingerpost',
    'trusted-types fingerpost playground',
  );
  app.get('/playground', (context) => {
    context.header('Content-Security-Policy', policy);
    return sendPage(context, page);
  });
  serveText(app, '/playground/playground.css', styles, 'text/css; charset=utf-8', true);
  serveText(app, '/playground/playground.js', script, 'text/javascript; charset=utf-8', true);
  return app;
}
