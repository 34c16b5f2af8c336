// The demo product at /demo: a host page like any other, with its own routes, style and policy.
import { Hono } from 'hono';
import { serveText } from '../pages/pages.routes.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Services } from '../services.ts';
import styles from './demo.css?raw';
import script from './demo.js?raw';
import { demoFrame, demoPolicy } from './demo-frame.ts';
import { DEMO_PAGES } from './demo-pages.ts';

export function demoRoutes({ config }: Pick<Services, 'config'>): Hono {
  const app = new Hono();
  for (const page of DEMO_PAGES) {
    const markup = demoFrame(page, DEMO_PAGES, config);
    app.get(page.path, (context) => {
      context.header('Content-Security-Policy', demoPolicy(config.publicUrl));
      return sendPage(context, markup);
    });
  }
  serveText(app, '/demo/demo.css', styles, 'text/css; charset=utf-8', config.isDev);
  serveText(app, '/demo/demo.js', script, 'text/javascript; charset=utf-8', config.isDev);
  return app;
}
