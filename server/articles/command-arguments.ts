// Reads the options that the commands about articles share, and the settings that they depend on.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { LocaleRule } from './read-article-file.ts';

/** Options of one command, as `node:util` wants them. */
export type OptionTable = Record<string, { type: 'string' | 'boolean' }>;

export interface Arguments {
  values: Record<string, string | boolean | undefined>;
  words: string[];
}

/** Parses arguments; on wrong use says so, with the usage, and answers null. */
export function readArguments(args: string[], options: OptionTable, usage: string, io: CommandIo): Arguments | null {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { values, words: positionals };
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    io.err(usage);
    return null;
  }
}

/** The folder to read and the rule for its locales; on settings that cannot be used says why and answers null. */
export function readPlace(
  kb: string | undefined,
  io: CommandIo,
): { dir: string; shown: string; rule: LocaleRule } | null {
  try {
    const config = readConfig(io.env, io.cwd);
    const settings = loadSettings(config);
    const shown = kb ?? io.env.KB_DIR ?? 'kb-content';
    const dir = kb ? resolve(io.cwd, kb) : config.kbDir;
    return { dir, shown, rule: { locales: settings.locales, defaultLocale: settings.default_locale } };
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** Tells a person who waits longer than two seconds what is being done; call the result when it is over. */
export function showProgress(io: CommandIo, message: string): () => void {
  if (!io.isTerminal) return () => undefined;
  const timer = setTimeout(() => io.err(message), 2_000);
  return () => clearTimeout(timer);
}
