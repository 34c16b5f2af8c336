// `import FILE.json`: loads history from the command line, also while the server runs.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { createWriteQueue } from '../db/write-queue.ts';
import { randomIds, systemClock } from '../open-services.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { UsageError } from '../usage-error.ts';
import { type ImportedCounts, importHistory } from './import-history.ts';
import { type Finding, HistoryError, readHistory } from './read-history.ts';

export const IMPORT_USAGE = `fingerpost import FILE.json [--json]
  Loads history: {"articles": […], "sessions": […], "tickets": […]}, any of them. Rows that were taken before, by their
  ids, stay as they are, so that it can be repeated. Says what it took and what not, and why; --json prints all of it.
  What was attached to requests is taken from the folder "files" beside it, as export writes it.
  A server that runs shows it at once. Exit code 1 where a row was refused; the others are taken all the same.`;

const FINDINGS_SHOWN = 30;
const PROGRESS_EVERY_MS = 2_000;

export async function runImport(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
  const [file] = positionals;
  if (!file || positionals.length !== 1) throw new UsageError(`Name one file.\n${IMPORT_USAGE}`);
  const config = readConfig(io.env, io.cwd);
  const settings = loadSettings(config);
  const history = readHistory(readText(resolve(io.cwd, file), file), file);
  const { db } = await openMigrated(config.databaseUrl);
  try {
    const files = { from: dirname(resolve(io.cwd, file)), config };
    const services = { settings, writes: createWriteQueue(db), clock: systemClock, ids: randomIds, files };
    const counts = await importHistory(services, history, progressOf(io));
    const notes = [...history.notes, ...counts.notes];
    if (values.json) io.out(JSON.stringify({ ...counts, notes, refused: history.refused }));
    else io.out(sentenceOf(counts));
    if (!values.json) {
      showFindings(io, 'Not as the file has it', notes);
      showFindings(io, 'Refused', history.refused);
    }
    return history.refused.length > 0 ? 1 : 0;
  } finally {
    await db.destroy();
  }
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy = code === 'ERR_STRING_TOO_LONG' ? 'Split it into files of up to 500 MB' : 'Name a JSON file';
    throw new HistoryError(`${shown} cannot be read (${code}). ${remedy}.`);
  }
}

/** Tells a person who waits how far it is, every other second. */
function progressOf(io: CommandIo): (done: number, all: number) => void {
  let last = performance.now();
  return (done, all) => {
    if (!io.isTerminal || performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    io.err(`${done} of ${all} sessions and requests …`);
  };
}

function sentenceOf({ articles, sessions, tickets }: ImportedCounts): string {
  const events = sessions.events > 0 ? ` (${many(sessions.events, 'event')})` : '';
  const taken = `Taken: ${many(articles.taken, 'article')}, ${many(sessions.taken, 'session')}${events}, ${many(tickets.taken, 'ticket')}.`;
  if (articles.known + sessions.known + tickets.known === 0) return taken;
  const known = [many(articles.known, 'article'), many(sessions.known, 'session'), many(tickets.known, 'ticket')];
  return `${taken} There before, and left as they are: ${known.join(', ')}.`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function showFindings(io: CommandIo, heading: string, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  io.err(`${heading}:`);
  for (const { place, text } of findings.slice(0, FINDINGS_SHOWN)) io.err(`  ${place}: ${text}`);
  if (findings.length > FINDINGS_SHOWN)
    io.err(`  … and ${findings.length - FINDINGS_SHOWN} more; --json prints all of them.`);
}
