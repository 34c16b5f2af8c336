// The server from start to drain.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ServerType, serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { removeOrphanFiles } from './attachments/remove-orphan-files.ts';
import type { CommandIo } from './command-io.ts';
import { readConfig } from './config.ts';
import { catchUpWithEvents } from './events/catch-up.ts';
import { closeSessions } from './events/close-sessions.ts';
import { forgetExpired } from './forget-expired.ts';
import { verifyGaps } from './gaps/verify-gaps.ts';
import { learnFromUse } from './learning/learn-from-use.ts';
import { keepSending } from './mail/keep-sending.ts';
import { openServices } from './open-services.ts';
import { restrictedReaders } from './people/restricted-readers.ts';
import { keepRollupsCurrent } from './rollups/recount-sessions.ts';
import { maySignInHere } from './sign-in/cookie-names.ts';
import { firstAdminLink, makeConfiguredAdmin } from './sign-in/first-admin.ts';
import { leftBehindWarnings } from './tickets/left-behind.queries.ts';
import { suggestOpenAgain } from './tickets/suggest-again.ts';

const DRAIN_MS = 10_000;
const IDLE_CHECK_MS = 50;
const HOUSEKEEPING_MS = 60_000;

/** A port that cannot be listened on; the message says what to do. */
export class ListenError extends Error {}

/**
 * Serves until SIGTERM or SIGINT, then finishes what is under way (at most 10 s).
 * @returns the exit code.
 */
export async function runServer(io: CommandIo): Promise<number> {
  const config = readConfig(io.env, io.cwd);
  const services = await openServices(config, io.env);
  const app = createApp(services);
  try {
    await makeConfiguredAdmin(services);
    await removeOrphanFiles(services, 'start');
  } catch (error) {
    await services.close();
    throw error;
  }
  let server: ServerType;
  try {
    server = await listen(app.fetch, config.port, config.host);
  } catch (error) {
    await services.close();
    throw error;
  }
  await services.releases.watch();
  await announce(io, services);
  // What signing in needs is loaded now, so that the first who does so does not wait for it.
  services.auth().catch((error: unknown) => services.log.error({ err: error }, 'signing in could not be made ready'));
  suggestOpenAgain(services).catch((error: unknown) =>
    services.log.error({ err: error }, 'open requests wait for their suggestions'),
  );
  // Where the rules of counting or the time zone changed, everything is counted anew while the server works.
  const counting = catchUpWithEvents(services).then(() => keepRollupsCurrent(services));
  counting.catch((error: unknown) =>
    services.log.error({ err: error }, 'the daily counts could not be brought up to date'),
  );

  let verifiedOn: string | null = null;
  const housekeeping = setInterval(() => {
    closeSessions(services)
      .then(() => forgetExpired(services))
      .then(() => learnFromUse(services))
      .then(() => removeOrphanFiles(services, 'later'))
      .then(() => verifyGaps(services, verifiedOn))
      .then((day) => {
        verifiedOn = day;
      })
      .catch((error: unknown) => services.log.error({ err: error }, 'what has ended or expired could not be put away'));
  }, HOUSEKEEPING_MS);
  const stopSending = keepSending(services);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  clearInterval(housekeeping);
  services.startDraining();
  await drain(server);
  await stopSending();
  await services.close();
  return 0;
}

function listen(fetch: ReturnType<typeof createApp>['fetch'], port: number, host: string): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host, overrideGlobalObjects: false }, () => resolve(server));
    // A request that is not whole after five minutes is given up, so that slow senders hold nothing for good; all files that
    // may come at once need less than that from 90 kB/s on.
    // A resting connection is kept longer than proxies keep theirs (60 s is usual): whoever closes first must not be us.
    Object.assign(server, { requestTimeout: 300_000, headersTimeout: 20_000, keepAliveTimeout: 75_000 });
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `The port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
        EACCES: `The port ${port} may not be used by this account. Choose one above 1023, for instance PORT=4357.`,
        ENOTFOUND: `HOST is ${JSON.stringify(host)}, which is no address of this machine.`,
        EADDRNOTAVAIL: `HOST is ${JSON.stringify(host)}, which is no address of this machine.`,
      };
      reject(new ListenError(why[error.code ?? ''] ?? `Listening on ${host}:${port} failed: ${error.message}`));
    });
  });
}

/** Stops taking connections, lets each open one finish its request and no more, and cuts what is left after ten seconds. */
function drain(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('Connection', 'close');
    });
    const idle = setInterval(() => {
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    }, IDLE_CHECK_MS);
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, DRAIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}

async function announce(io: CommandIo, services: Awaited<ReturnType<typeof openServices>>): Promise<void> {
  const { config, settings, db, releases } = services;
  const release = releases.current();
  const articles = Object.values(release.locales).reduce((sum, locale) => sum + locale.articles.size, 0);
  io.out(`Fingerpost is ready with ${articles} articles.`);
  io.out(`  Demo product   ${config.publicUrl}/demo`);
  if (config.isDev) io.out(`  Playground     ${config.publicUrl}/playground`);
  io.out(`  Help centre    ${config.publicUrl}/help`);
  io.out(`  Console        ${config.publicUrl}/admin`);
  io.out(`  API            ${config.publicUrl}/api/docs`);
  const link = await firstAdminLink(services);
  if (link) {
    io.out('Nobody runs this yet. Open this link to become the first admin; it works until there is one:');
    io.out(`  ${link}`);
  }
  for (const [category, names] of await restrictedReaders(db, settings)) {
    if (names.length > 0)
      io.out(`Requests of the restricted category "${category}" are read by ${names.join(', ')} only.`);
  }
  for (const [category, names] of await restrictedReaders(db, settings)) {
    if (names.length === 0)
      io.err(
        `Warning: nobody can read requests of the restricted category "${category}". Name its readers in the settings, or add the first admin.`,
      );
  }
  for (const warning of await leftBehindWarnings(db, settings)) io.err(`Warning: ${warning}`);
  if (!maySignInHere(config))
    io.err(
      `Warning: ${config.publicUrl} is plain http, so nobody can sign in to the console there. Serve it by https and set PUBLIC_URL, or set ALLOW_HTTP=on.`,
    );
  else if (config.allowHttp && config.publicUrl.startsWith('http:'))
    io.err(
      'Warning: ALLOW_HTTP is on. Passwords and sessions travel unencrypted; whoever is on the way can read them.',
    );
  if (!config.rateLimits) io.err('Warning: RATE_LIMITS is off. Do this for load tests only.');
  if (releases.problems().length > 0)
    io.err(`Warning: ${releases.problems().length} problems in the articles. See: npm run -s fingerpost -- check`);
  io.err(
    config.mail
      ? 'Mail: weekly digests are sent; answers are not: requesters see them with their number and key.'
      : 'Mail is off: no digest is sent, and requesters see answers with their number and key. To send digests set SMTP_URL and MAIL_FROM.',
  );
}
