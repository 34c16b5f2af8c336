// A gap's known problem: announced on the pages that it touches by the widget's line, and taken back.
import type { Context } from 'hono';
import {
  type AnnouncedProblem,
  AnnouncedProblemSchema,
  AnnounceProblemSchema,
} from '../../contract/api/announced-problems.ts';
import { LIMITS } from '../../contract/limits.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { findArticle } from '../articles/find-article.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { type Api, createApi } from '../http/api.ts';
import { readJson } from '../http/read-json.ts';
import { canChangeGaps, canReadGaps, type Viewer } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import { nowText, type Services } from '../services.ts';
import {
  announcedOf,
  type KeptProblem,
  keepAnnounced,
  siteOfAnnounced,
  takeBack,
} from '../sites/announced-problems.queries.ts';
import { announcedIn, type FoundGap, findGap, isRestrictedAlone } from './find-gap.ts';
import { addGapHistory } from './gap-decisions.ts';

const PATH = '/api/v1/admin/gaps/{key}/known-problem';
const ANSWERS = {
  200: { means: 'What is announced of it, or null.', schema: AnnouncedProblemSchema },
  401: { means: 'Nobody known asks.' },
  403: { means: 'This role may not do this.' },
  404: { means: 'No such gap, or none that this person may know of.' },
};

export function knownProblemRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');
  const articles = () => articleDirectory(services.releases.current());
  const keyOf = (context: Context) => context.req.param('key') ?? '';
  // Admins read the audit who may not know of restricted requests.
  const audited = async (trx: Trx, viewer: Viewer, gap: Pick<FoundGap, 'key' | 'tickets'>, detail: string) => {
    if (isRestrictedAlone(gap.tickets)) return;
    await recordAudit(trx, services, viewer, { what: 'gap_changed', about: gap.key, detail });
  };

  api.route(
    { method: 'get', path: PATH, summary: 'What is announced of a gap.', access: 'token', answers: ANSWERS },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadGaps(viewer)) throw new AppError('not_allowed');
      const { key, names } = await findGap(services.db, viewer, articles(), keyOf(context));
      context.header('Cache-Control', 'no-store');
      const announced = await announcedOf(services.db, await announcedIn(services.db, names, key));
      return context.json({ announced: withTitle(services, announced) });
    },
  );

  api.route(
    {
      method: 'put',
      path: PATH,
      summary: 'Announces a gap as a known problem on the pages that it touches; again, with other words.',
      access: 'token',
      body: AnnounceProblemSchema,
      answers: { ...ANSWERS, 400: { means: 'validation_failed: no such article is published.' } },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canChangeGaps(viewer)) throw new AppError('not_allowed');
      const problem = await readJson(context, AnnounceProblemSchema, LIMITS.smallBodyBytes);
      requireArticle(services, problem.article);
      const announced = await services.writes.write(async (trx) => {
        const { key, names, tickets } = await findGap(trx, viewer, articles(), keyOf(context));
        const before = await announcedIn(trx, names, key);
        const site = tickets.at(-1)?.site ?? (await siteOfAnnounced(trx, before)) ?? '';
        await keepAnnounced(trx, problem, { gapKey: key, before, site, by: viewer.id, at: nowText(services.clock) });
        const change = { what: 'announced' as const, from: null, to: problem.words, note: null };
        await addGapHistory(trx, services, viewer, key, [change]);
        await audited(trx, viewer, { key, tickets }, 'announced it');
        return announcedOf(trx, [key]);
      });
      return context.json({ announced: withTitle(services, announced) });
    },
  );

  api.route(
    { method: 'delete', path: PATH, summary: 'Takes it back.', access: 'token', answers: ANSWERS },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canChangeGaps(viewer)) throw new AppError('not_allowed');
      await services.writes.write(async (trx) => {
        const { key, names, tickets } = await findGap(trx, viewer, articles(), keyOf(context));
        if (!(await takeBack(trx, await announcedIn(trx, names, key)))) return;
        await addGapHistory(trx, services, viewer, key, [{ what: 'taken_back', from: null, to: null, note: null }]);
        await audited(trx, viewer, { key, tickets }, 'took it back');
      });
      return context.json({ announced: null });
    },
  );
  return api;
}

function withTitle({ releases, settings }: Services, announced: KeptProblem | null): AnnouncedProblem['announced'] {
  if (!announced) return null;
  const article = findArticle(releases.current(), settings.default_locale, announced.article);
  return { ...announced, title: article?.file.title ?? null };
}

/** @throws AppError validation_failed: there would be nothing to read. */
function requireArticle({ releases, settings }: Services, slug: string): void {
  if (findArticle(releases.current(), settings.default_locale, slug)) return;
  const detail = 'There is no published article of this name: people would have nothing to read.';
  throw new AppError('validation_failed', { errors: [{ pointer: '/article', detail }] });
}
