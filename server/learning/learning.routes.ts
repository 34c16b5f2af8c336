// The console's routes of learnt questions: the list by article, the veto, and its end.
import { LearntPageSchema, LearntQuery } from '../../contract/api/learning.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { canReadLearntQuestions, canVetoLearntQuestions } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { learnFromUse } from './learn-from-use.ts';
import { listLearnt } from './list-learnt.queries.ts';
import { allowQuestion, vetoQuestion } from './veto-question.ts';

const REFUSALS = { 401: { means: 'Nobody known asks.' }, 403: { means: 'This role may not do this.' } };

export function learningRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/learnt',
      summary: 'Questions learnt from use, by article. What fewer than k_sessions asked is only counted.',
      access: 'token',
      query: LearntQuery,
      answers: { 200: { means: 'One page of articles.', schema: LearntPageSchema }, ...REFUSALS },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadLearntQuestions(viewer)) throw new AppError('not_allowed');
      const query = parseBody(LearntQuery, context.req.query());
      context.header('Cache-Control', 'no-store');
      return context.json(await listLearnt(services, query));
    },
  );

  for (const { method, act, summary } of [
    { method: 'put', act: vetoQuestion, summary: 'Keeps a learnt question out of the index, for good.' },
    { method: 'delete', act: allowQuestion, summary: 'Takes such a veto back.' },
  ] as const)
    api.route(
      {
        method,
        path: '/api/v1/admin/learnt/{id}/veto',
        summary,
        access: 'token',
        answers: {
          204: { means: 'Done; the index follows at once.' },
          ...REFUSALS,
          404: { means: 'No such question.' },
        },
      },
      limit,
      async (context) => {
        const viewer = await signedIn(services, context);
        if (!canVetoLearntQuestions(viewer)) throw new AppError('not_allowed');
        await services.writes.write((trx) => act(trx, services, viewer, context.req.param('id') ?? ''));
        learnFromUse(services).catch((error: unknown) => services.log.error({ err: error }, 'the index waits'));
        return context.body(null, 204);
      },
    );
  return api;
}
