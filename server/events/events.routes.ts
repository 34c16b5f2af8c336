// POST /api/v1/events: takes what was searched and read, in batches, and answers before it is written.
import { EventAnswerSchema, EventBatchSchema } from '../../contract/api/events.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { requireSiteOrigin } from '../http/origins.ts';
import { parseBody, parseJsonText, readBounded } from '../http/read-json.ts';
import { nowText, type Services } from '../services.ts';

/** Programs that say themselves that they are no person; their events count nowhere. */
const KNOWN_BOTS = /bot\b|crawl|spider|slurp|preview|monitor/i;

export function eventRoutes(services: Services): Api {
  const api = createApi();
  api.route(
    {
      method: 'post',
      path: '/api/v1/events',
      summary: 'What was searched and read, in batches. A bad event is counted as ignored and the rest stands.',
      access: 'anybody',
      body: EventBatchSchema,
      answers: {
        202: { means: 'Taken.', schema: EventAnswerSchema },
        503: { means: 'Too many wait; keep them and try later.' },
      },
    },
    services.rateLimits.limit('events'),
    async (context) => {
      // Beacons at the end of a page can only say text/plain, so the type is not asked for here; the Origin is.
      const batch = parseBody(EventBatchSchema, parseJsonText(await readBounded(context, LIMITS.eventBodyBytes)));
      if (!services.settings.sites[batch.site]) throw new AppError('unknown_site');
      requireSiteOrigin(context, services, batch.site);
      if (KNOWN_BOTS.test(context.req.header('user-agent') ?? ''))
        return context.json({ accepted: 0, ignored: batch.events.length }, 202);
      const answer = services.events.accept({ ...batch, receivedAt: nowText(services.clock) });
      return context.json(answer, 202);
    },
  );
  return api;
}
