// Opens the server's services for a test: our own small articles, a clock that the test sets, ids that can be foreseen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { readConfig } from '../../server/config.ts';
import { type OpenedServices, openServices } from '../../server/open-services.ts';
import { loadSettings } from '../../server/settings/load-settings.ts';
import type { Settings } from '../../server/settings/settings-schema.ts';
import { opened } from './opened-services.ts';
import { makeTestDatabase } from './test-database.ts';

/** The articles of the tests. */
export const SMALL_KB = fileURLToPath(new URL('../fixtures/kb-small', import.meta.url));
/** A Monday morning, within the shipped support hours. */
export const MONDAY_10 = '2026-03-02T10:00:00.000Z';

export interface TestClock {
  now(): Date;
  set(moment: string): void;
  advance(milliseconds: number): void;
}

export interface TestServices extends OpenedServices {
  clock: TestClock;
}

export interface MakeServicesOptions {
  kbDir?: string;
  /** The first moment of the clock, UTC. */
  now?: string;
  /** Changes a copy of the shipped settings. */
  settings?: (settings: Settings) => void;
  /** A file for the database, where it has to outlive the services. */
  database?: string;
  /** Environment variables, for instance `{ RATE_LIMITS: 'on' }`. */
  env?: Record<string, string>;
  log?: Logger;
}

/** Opens services on a database of their own; `close` also removes what was made for them. */
export async function makeServices(options: MakeServicesOptions = {}): Promise<TestServices> {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-test-'));
  const database = await makeTestDatabase({ file: options.database });
  const env: Record<string, string> = {
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    KB_DIR: options.kbDir ?? SMALL_KB,
    SECRET_KEY: 'a secret of the tests, long enough to be one',
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    ...options.env,
  };
  if (options.settings) {
    const settings = structuredClone(loadSettings({ settingsFile: null }));
    options.settings(settings);
    env.SETTINGS = join(folder, 'settings.yaml');
    writeFileSync(env.SETTINGS, JSON.stringify(settings));
  }
  const clock = makeClock(options.now ?? MONDAY_10);
  const services = await openServices(readConfig(env, folder), env, {
    clock,
    ids: countingIds(),
    log: options.log ?? pino({ level: 'silent' }),
    built: folder,
  });
  return {
    ...services,
    clock,
    close: async () => {
      await services.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function makeClock(moment: string): TestClock {
  let at = Date.parse(moment);
  return {
    now: () => new Date(at),
    set: (next) => {
      at = Date.parse(next);
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/** UUIDs that count upwards from a start of their own, so that a second run on the same file meets none of the first. */
function countingIds(): { uuid(): string } {
  let next = opened.services * 1_000_000;
  opened.services += 1;
  return {
    uuid: () => {
      next += 1;
      return `00000000-0000-4000-8000-${next.toString(16).padStart(12, '0')}`;
    },
  };
}
