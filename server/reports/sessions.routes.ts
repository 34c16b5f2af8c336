// The rows behind the figures of attempts: a list that agrees with the figure, and one attempt by itself.
import { HelpSessionPageSchema, HelpSessionSchema, SessionsQuery } from '../../contract/api/reports.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { findArticle } from '../articles/find-article.ts';
import { AppError } from '../errors.ts';
import { silentDemandOf } from '../gaps/silent-demand.ts';
import { type Api, createApi } from '../http/api.ts';
import { parseBody } from '../http/read-json.ts';
import { datesOfWeek } from '../method/local-time.ts';
import { canReadHelpSessions } from '../people/permissions.ts';
import { signedIn } from '../people/signed-in.ts';
import type { Services } from '../services.ts';
import { readWindow, writeNewestEvents } from './read-window.ts';
import { dayEnd, dayStart } from './report-window.ts';
import { findSession, listSessions } from './session-list.queries.ts';
import type { TitleOf } from './session-steps.queries.ts';

/** A week as moments: half open. */
function weekIn(week: string, timeZone: string): { start: string; end: string } {
  const { from, to } = datesOfWeek(week);
  return { start: dayStart(from, timeZone), end: dayEnd(to, timeZone) };
}

/** The names under which a session may have voted on an article that has this one now. */
function formerNames(services: Services): (article: string) => string[] {
  const articles = articleDirectory(services.releases.current());
  return (article) => articles.namesOf(article).filter((name) => articles.nameOf(name) === article);
}

const REFUSALS = { 401: { means: 'Nobody known asks.' }, 403: { means: 'This role does not read attempts.' } };

export function sessionRoutes(services: Services): Api {
  const api = createApi();
  const limit = services.rateLimits.limit('admin');
  const titleOf: TitleOf = (slug, locale) => {
    const release = services.releases.current();
    return findArticle(release, locale ?? release.defaultLocale, slug)?.file.title ?? null;
  };

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/sessions',
      summary: 'The help attempts behind a figure, newest first, with what was searched and read; nobody is named.',
      access: 'token',
      query: SessionsQuery,
      answers: {
        200: { means: 'One page; total is the figure.', schema: HelpSessionPageSchema },
        ...REFUSALS,
        404: { means: 'No such gap, or none that this person may know of.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadHelpSessions(viewer)) throw new AppError('not_allowed');
      const query = parseBody(SessionsQuery, context.req.query());
      const {
        outcome,
        reason,
        with: mark,
        week,
        read,
        said_yes,
        said_no,
        led_to,
        searched,
        gap,
        cursor,
        ...others
      } = query;
      const { limit: size, ...asked } = others;
      const { from, to, filters, scope } = readWindow(services, asked);
      await writeNewestEvents(services);
      const silent = gap === undefined ? gap : await silentDemandOf(services, viewer, scope, gap);
      const namesOf = formerNames(services);
      const wanted = {
        outcome,
        reason,
        with: mark,
        week: week === undefined ? week : weekIn(week, services.settings.time_zone),
        read: read === undefined ? read : namesOf(read),
        saidYes: said_yes === undefined ? said_yes : namesOf(said_yes),
        saidNo: said_no === undefined ? said_no : namesOf(said_no),
        ledTo: led_to === undefined ? led_to : namesOf(led_to),
        searched,
        silent: silent && { signs: silent.signs, namesOf },
        cursor,
        limit: size,
      };
      const page = await listSessions(services.db, viewer, scope, wanted, titleOf);
      context.header('Cache-Control', 'no-store');
      const of = silent && { gap: { key: silent.key, title: silent.title, silent_demand: silent.sessions } };
      return context.json({ from, to, filters, ...page, ...of });
    },
  );

  api.route(
    {
      method: 'get',
      path: '/api/v1/admin/sessions/{sid}',
      summary: 'One help attempt.',
      access: 'token',
      answers: {
        200: { means: 'The attempt.', schema: HelpSessionSchema },
        ...REFUSALS,
        404: { means: 'No such attempt, or not for this person.' },
      },
    },
    limit,
    async (context) => {
      const viewer = await signedIn(services, context);
      if (!canReadHelpSessions(viewer)) throw new AppError('not_allowed');
      context.header('Cache-Control', 'no-store');
      return context.json(await findSession(services.db, viewer, context.req.param('sid') ?? '', titleOf));
    },
  );
  return api;
}
