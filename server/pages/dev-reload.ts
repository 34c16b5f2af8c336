// While developing only: tells open pages to load again when the server started anew or the articles changed.
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Services } from '../services.ts';

const LOOK_AGAIN_MS = 200;

const SCRIPT = `let seen;
const source = new EventSource('/dev/reload');
source.addEventListener('state', (event) => {
  if (seen !== undefined && seen !== event.data) location.reload();
  seen = event.data;
});
`;

/** The two addresses below `/dev`. The stream ends when the server drains, so that a restart does not wait for it. */
export function devReloadRoutes(services: Pick<Services, 'releases' | 'ids' | 'isDraining'>): Hono {
  const start = services.ids.uuid();
  const app = new Hono();
  app.get('/dev/reload.js', (context) =>
    context.body(SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' }),
  );
  app.get('/dev/reload', (context) => {
    const response = streamSSE(context, async (stream) => {
      await stream.write('retry: 300\n\n');
      let told = '';
      while (!services.isDraining() && !stream.aborted) {
        const state = `${start} ${services.releases.current().id}`;
        if (state !== told) await stream.writeSSE({ event: 'state', data: state });
        told = state;
        await stream.sleep(LOOK_AGAIN_MS);
      }
    });
    response.headers.set('Connection', 'close');
    return response;
  });
  return app;
}
