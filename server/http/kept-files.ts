// Keeps the widget's files of earlier builds, so that a page that was loaded before a deploy still gets what it asks for, and a
// page that names one version with its hash keeps that one.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { KEPT_WIDGET_DAYS } from '../../contract/limits.ts';
import type { Services } from '../services.ts';

const MS_PER_DAY = 86_400_000;

/**
 * Copies files that carry their hash in their name to the folder of kept ones, and forgets those that no build has had for
 * KEPT_WIDGET_DAYS. A disk that refuses costs what is kept, never the start.
 * @param now files of today's build, by name.
 * @returns where each file lies, of today's build and of earlier ones.
 */
export function keepFiles(
  now: ReadonlyMap<string, string>,
  folder: string,
  { clock, log }: Pick<Services, 'clock' | 'log'>,
): Map<string, string> {
  const moment = clock.now();
  const kept = new Map<string, string>();
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, path] of now) {
      const copy = join(folder, name);
      if (!existsSync(copy)) {
        copyFileSync(path, `${copy}.${process.pid}.part`);
        renameSync(`${copy}.${process.pid}.part`, copy);
      }
      utimesSync(copy, moment, moment);
    }
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const age = moment.getTime() - statSync(path).mtimeMs;
      if (age > KEPT_WIDGET_DAYS * MS_PER_DAY) rmSync(path);
      else if (name.endsWith('.js')) kept.set(name, path);
    }
  } catch (error) {
    log.warn({ err: error, folder }, 'the widget files of this version cannot be kept for after the next one');
  }
  return new Map([...kept, ...now]);
}
