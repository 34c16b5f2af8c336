// Alive, able to serve, and in figures: for the operator's own checks.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Services } from '../services.ts';
import { type Api, createApi } from './api.ts';

const Ready = z.strictObject({
  ready: z.boolean(),
  database: z.boolean(),
  articles: z.number().int(),
  article_problems: z.number().int(),
  mail: z.string(),
});

export function healthRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'get',
      path: '/healthz',
      summary: 'The process is alive.',
      access: 'anybody',
      answers: { 200: { means: 'Alive.', schema: z.strictObject({ alive: z.literal(true) }) } },
    },
    (context) => context.json({ alive: true }),
  );
  api.route(
    {
      method: 'get',
      path: '/readyz',
      summary: 'Able to serve: database answers, articles are loaded, not draining.',
      access: 'anybody',
      answers: { 200: { means: 'Ready.', schema: Ready }, 503: { means: 'Not ready.', schema: Ready } },
    },
    async (context) => {
      const database = await sql`select count(*) from counter`.execute(services.db).then(
        () => true,
        (error: unknown) => {
          services.log.warn({ err: error }, 'the database does not answer');
          return false;
        },
      );
      const release = services.releases.current();
      const articles = Object.values(release.locales).reduce((sum, locale) => sum + locale.articles.size, 0);
      const ready = database && !services.isDraining();
      context.header('Cache-Control', 'no-store');
      if (!ready) context.header('Retry-After', '5');
      return context.json(
        { ready, database, articles, article_problems: services.releases.problems().length, mail: 'off' },
        ready ? 200 : 503,
      );
    },
  );
  api.route(
    {
      method: 'get',
      path: '/metrics',
      summary: 'Figures of the process, in the format of Prometheus.',
      access: 'anybody',
      answers: { 200: { means: 'The figures.' } },
    },
    async (context) =>
      context.body(await services.metrics.metrics(), 200, { 'Content-Type': services.metrics.contentType }),
  );
  return api;
}
