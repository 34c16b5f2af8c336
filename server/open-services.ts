// Opens everything that a feature is handed: settings, database at its newest schema, articles, intake of events.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { keepRecording, openArticleRecord } from './articles/record-articles.ts';
import { createReleaseStore } from './articles/release-store.ts';
import { type Config, ConfigError, readSecretKey } from './config.ts';
import { openMigrated } from './db/open-migrated.ts';
import { createWriteQueue } from './db/write-queue.ts';
import { followDemo } from './demo-life/demo-settings.ts';
import { isDemo } from './demo-life/is-demo.ts';
import { createEventIntake } from './events/event-intake.ts';
import { createFaultBursts } from './gaps/fault-bursts.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { createLearntQuestions } from './learning/learnt-questions.ts';
import { createOrderedIds } from './ordered-ids.ts';
import type { Clock, Ids, Services } from './services.ts';
import { loadSettings } from './settings/load-settings.ts';
import type { Auth } from './sign-in/auth.ts';
import { createGuesses } from './sign-in/guesses.ts';
import { createSpamPace } from './tickets/suspect-spam.ts';

export const systemClock: Clock = { now: () => new Date() };
export const randomIds: Ids = createOrderedIds();

export interface OpenedServices extends Services {
  /** Refuses readiness from now on. */
  startDraining(): void;
  /** Writes what waits and closes everything. */
  close(): Promise<void>;
}

/** The log: one line of JSON for each event, to standard error, without secrets. */
export function createLog(level: string): Logger {
  return pino(
    { level, base: null, redact: ['*.authorization', '*.cookie', '*.password'] },
    pino.destination({ dest: 2, sync: false }),
  );
}

/**
 * @param built the folder of the built programs (`dist`).
 * @throws ConfigError, SettingsError, DatabaseOpenError or NewerSchemaError, each with what to do.
 */
export async function openServices(
  config: Config,
  env: Record<string, string | undefined>,
  given: { clock?: Clock; ids?: Ids; log?: Logger; built?: string } = {},
): Promise<OpenedServices> {
  const settings = loadSettings(config);
  if (!existsSync(config.kbDir))
    throw new ConfigError(`KB_DIR names ${config.kbDir}, which is not there. Name the folder of your articles.`);
  const clock = given.clock ?? systemClock;
  const ids = given.ids ?? randomIds;
  const log = given.log ?? createLog(config.logLevel);
  const secretKey = readSecretKey(env, config.dataDir);
  const { db, warnings } = await openMigrated(config.databaseUrl);
  for (const warning of warnings) log.warn(warning);
  followDemo(settings, await isDemo(db));
  const writes = createWriteQueue(db);
  const record = await openArticleRecord({ db, writes, clock });
  const learnt = createLearntQuestions(db);
  const releases = createReleaseStore({
    kbDir: config.kbDir,
    locales: settings.locales,
    defaultLocale: settings.default_locale,
    clock,
    log,
    revisionOf: record.revisionOf,
    learntFor: learnt.learntFor,
    // In development the code that made what is kept changes at any time.
    cacheFile: config.isDev ? undefined : join(config.dataDir, 'articles.cache'),
    beforeBuild: async () => {
      await record.refresh();
      await learnt.refresh();
    },
  });
  const stopRecording = await keepRecording(record, releases, log);

  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const events = createEventIntake({ writes, settings, log });
  const built = given.built ?? fileURLToPath(new URL('..', import.meta.url));
  // Half a second of loading that a start need not wait for: it begins with the first sign-in or, in a server, at once after.
  let loading: Promise<Auth> | undefined;
  const auth = () => {
    loading ??= import('./sign-in/auth.ts').then(({ createAuth }) => createAuth({ config, secretKey, db, ids }));
    return loading;
  };
  let draining = false;
  return {
    config,
    settings,
    secretKey,
    db,
    writes,
    clock,
    ids,
    log,
    releases,
    learnt,
    events,
    auth,
    guesses: createGuesses({ enabled: config.rateLimits, secretKey, writes, clock, ids }),
    rateLimits: createRateLimits({ enabled: config.rateLimits, trustedProxyHops: config.trustedProxyHops }),
    sendLinks: null,
    spamPace: createSpamPace({ enabled: config.rateLimits }),
    faultBursts: createFaultBursts({ db, clock, settings, releases, log }),
    metrics,
    widgetDir: join(built, 'widget'),
    loaderDir: join(built, 'loader'),
    consoleDir: join(built, 'admin'),
    isDraining: () => draining,
    startDraining: () => {
      draining = true;
    },
    close: async () => {
      stopRecording();
      await releases.close();
      await events.close();
      await writes.idle();
      await db.destroy();
    },
  };
}
