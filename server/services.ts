// What every feature is handed: configuration, database, clock, ids. Nothing of it lives at module level.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ReleaseStore } from './articles/release-store.ts';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import type { WriteQueue } from './db/write-queue.ts';
import type { EventIntake } from './events/event-intake.ts';
import type { FaultBursts } from './gaps/fault-bursts.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { LearntQuestions } from './learning/learnt-questions.ts';
import type { Settings } from './settings/settings-schema.ts';
import type { Auth } from './sign-in/auth.ts';
import type { Guesses } from './sign-in/guesses.ts';
import type { SendLinks } from './tickets/lost-links.ts';
import type { SpamPace } from './tickets/suspect-spam.ts';

/** The time, injected so that tests choose it. */
export interface Clock {
  now(): Date;
}

/** Fresh identifiers, injected so that tests can foresee them. */
export interface Ids {
  /** A UUID. */
  uuid(): string;
}

export interface Services {
  config: Config;
  settings: Settings;
  /** The key that access keys are made with. */
  secretKey: Buffer;
  db: Db;
  writes: WriteQueue;
  clock: Clock;
  ids: Ids;
  log: Logger;
  releases: ReleaseStore;
  /** What the index has learnt from use. */
  learnt: LearntQuestions;
  events: EventIntake;
  /** Checks passwords and codes, and keeps sessions. */
  auth: () => Promise<Auth>;
  guesses: Guesses;
  rateLimits: RateLimits;
  /** Mails people the links of their requests; null while no mail is sent. */
  sendLinks: SendLinks;
  spamPace: SpamPace;
  /** Sudden rises of faults, as evidence for the kind of what comes in. */
  faultBursts: FaultBursts;
  metrics: Registry;
  /** Folder of the built widget. */
  widgetDir: string;
  /** Folder of the built loader. */
  loaderDir: string;
  /** Folder of the built console. */
  consoleDir: string;
  /** Turns true when the server begins to drain. */
  isDraining(): boolean;
}

/** The present moment as the text that the database stores: UTC with milliseconds. */
export function nowText(clock: Clock): string {
  return clock.now().toISOString();
}
