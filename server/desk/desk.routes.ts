// GET /api/v1/admin/desk: what the console needs to draw itself, with an ETag since it seldom changes.
import { createHash } from 'node:crypto';
import { DeskSchema } from '../../contract/api/desk.ts';
import { type Api, createApi } from '../http/api.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { describeDesk } from './describe-desk.ts';

export function deskRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/desk',
      summary: 'What the console needs to draw itself: statuses, workflows, people, words, articles, limits.',
      access: 'token',
      answers: {
        200: { means: 'The desk, for this person.', schema: DeskSchema },
        304: { means: 'As it was (If-None-Match).' },
        401: { means: 'Nobody known asks.' },
      },
    },
    services.rateLimits.limit('admin'),
    async (context) => {
      const viewer = await signedIn(services, context);
      const text = JSON.stringify(await describeDesk(services, viewer));
      const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`;
      const headers = { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Cookie' };
      const known = (context.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
      if (known.includes(etag)) return context.body(null, 304, headers);
      return context.body(text, 200, { ...headers, 'Content-Type': 'application/json; charset=utf-8' });
    },
  );
  return api;
}
