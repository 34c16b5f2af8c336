// Every address of the server on one screen, and what happens around each request.
import { Hono } from 'hono';
import { kbRoutes } from './articles/kb.routes.ts';
import { attachmentRoutes } from './attachments/attachments.routes.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { consoleRoutes } from './console/console.routes.ts';
import { demoRoutes } from './demo/demo.routes.ts';
import { deskRoutes } from './desk/desk.routes.ts';
import { digestRoutes } from './digest/digest.routes.ts';
import { draftRoutes } from './drafts/drafts.routes.ts';
import { AppError, answerProblem, asAppError } from './errors.ts';
import { eventRoutes } from './events/events.routes.ts';
import { articleDraftRoutes } from './gaps/article-draft.routes.ts';
import { gapRoutes } from './gaps/gaps.routes.ts';
import { knownProblemRoutes } from './gaps/known-problem.routes.ts';
import { helpCentreRoutes } from './help-centre/help-centre.routes.ts';
import { type Api, methodsAt, type RouteDoc } from './http/api.ts';
import { healthRoutes } from './http/health.routes.ts';
import { openApiDocument, openApiPage } from './http/openapi.ts';
import { publicCors } from './http/origins.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { widgetFiles } from './http/widget-files.ts';
import { identityRoutes } from './identity/identity.routes.ts';
import { learningRoutes } from './learning/learning.routes.ts';
import { devReloadRoutes } from './pages/dev-reload.ts';
import { pageRoutes } from './pages/pages.routes.ts';
import { meRoutes } from './people/me.routes.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { playgroundRoutes } from './playground/playground.routes.ts';
import { presenceRoutes } from './presence/presence.routes.ts';
import { queueRoutes } from './queue/queue.routes.ts';
import { viewRoutes } from './queue/views.routes.ts';
import { articleRoutes } from './reports/articles.routes.ts';
import { reportSetRoutes } from './reports/report-set.routes.ts';
import { reportRoutes } from './reports/reports.routes.ts';
import { sessionRoutes } from './reports/sessions.routes.ts';
import { requesterRoutes } from './requesters/requesters.routes.ts';
import { searchRoutes } from './search/search.routes.ts';
import type { Services } from './services.ts';
import { accountRoutes } from './sign-in/account.routes.ts';
import { signInRoutes } from './sign-in/sign-in.routes.ts';
import { siteRoutes } from './sites/site.routes.ts';
import { adminTicketRoutes } from './tickets/admin-tickets.routes.ts';
import { earlierTryRoutes } from './tickets/earlier-try.routes.ts';
import { logRequestRoutes } from './tickets/log-request.routes.ts';
import { myRequestRoutes } from './tickets/my-requests.routes.ts';
import { secondReadingRoutes } from './tickets/second-reading.routes.ts';
import { ticketRoutes } from './tickets/tickets.routes.ts';

export interface FingerpostApp {
  fetch: Hono['fetch'];
  request: Hono['request'];
  /** The description of every JSON route. */
  docs: readonly RouteDoc[];
  /** Every address that is answered, pages and files included, as `:name` patterns. */
  routes: readonly { method: string; path: string }[];
}

export function createApp(services: Services): FingerpostApp {
  const app = new Hono();
  const publicApis = [
    siteRoutes(services),
    identityRoutes(services),
    searchRoutes(services),
    eventRoutes(services),
    ticketRoutes(services),
    earlierTryRoutes(services),
    myRequestRoutes(services),
  ];
  const adminApis = [
    meRoutes(services),
    peopleRoutes(services),
    queueRoutes(services),
    viewRoutes(services),
    logRequestRoutes(services),
    deskRoutes(services),
    adminTicketRoutes(services),
    secondReadingRoutes(services),
    draftRoutes(services),
    presenceRoutes(services),
    attachmentRoutes(services),
    reportRoutes(services),
    gapRoutes(services),
    knownProblemRoutes(services),
    articleRoutes(services),
    reportSetRoutes(services),
    digestRoutes(services),
    articleDraftRoutes(services),
    requesterRoutes(services),
    learningRoutes(services),
    auditRoutes(services),
    sessionRoutes(services),
  ];
  const signInApis = [signInRoutes(services), accountRoutes(services)];
  const health = healthRoutes(services);
  const docs = [...publicApis, ...adminApis, ...signInApis, health].flatMap((api: Api) => api.docs);

  app.onError((error, context) => {
    const known = asAppError(error);
    if (known.code === 'internal' || known.code === 'unavailable' || known.code === 'storage_full') {
      services.log.error({ id: context.get('requestId' as never), err: error }, known.code);
    }
    return answerProblem(context, known);
  });
  app.notFound((context) => {
    const methods = methodsAt(docs, context.req.path);
    if (methods.length === 0) return answerProblem(context, new AppError('not_found'));
    context.header('Allow', methods.join(', '));
    return answerProblem(context, new AppError('method_not_allowed', { members: { allowed: methods } }));
  });

  app.use(securityHeaders(services.config.publicUrl));
  app.use(requestLog(services));

  // Static files, for every origin
  app.route('/', widgetFiles(services));
  app.route('/', kbRoutes(services.releases));

  // Pages that work without scripts, and the demo product
  app.route('/', pageRoutes(services.config));
  app.route('/', helpCentreRoutes(services));
  app.route('/', demoRoutes(services));
  app.route('/', playgroundRoutes(services));
  app.route('/', consoleRoutes({ consoleDir: services.consoleDir, isDev: services.config.isDev }));
  if (services.config.isDev) app.route('/', devReloadRoutes(services));

  // The public API, for the origins that the settings list; the console's API, for no other origin
  app.use('/api/v1/*', async (context, next) => {
    if (context.req.path.startsWith('/api/v1/admin')) return next();
    return publicCors(services)(context, next);
  });
  for (const api of [...publicApis, ...adminApis, ...signInApis, health]) app.route('/', api.app);

  app.get('/api/openapi.json', (context) => context.json(openApiDocument(docs, services.config.publicUrl)));
  app.get('/api/docs', (context) => context.html(openApiPage(docs)));
  app.get('/', (context) => context.redirect('/help', 302));

  const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => ({ method, path }));
  return { fetch: app.fetch, request: app.request.bind(app), docs, routes };
}
