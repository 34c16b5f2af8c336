// `export --out DIR`: everything in open formats, also while the server runs, as `import` reads it.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { articleDirectory } from '../articles/article-directory.ts';
import { buildRelease } from '../articles/build-release.ts';
import { readPlace } from '../articles/command-arguments.ts';
import { loadKnowledgeBase } from '../articles/load-articles.ts';
import { attachmentsFolder } from '../attachments/attachment-files.ts';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { systemClock } from '../open-services.ts';
import { readWindow } from '../reports/read-window.ts';
import type { Clock } from '../services.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { UsageError } from '../usage-error.ts';
import { type ExportedCounts, exportHistory } from './export-history.ts';

export const EXPORT_USAGE = `fingerpost export --out DIR [--tickets] [--events] [--csv] [--from DATE] [--to DATE] [--json]
Writes everything in open formats, also while the server runs:
  history.json   articles, help attempts with their events, requests with their words: what import reads
  figures.json   every report of a window, and how self-service would read with 5, 10 and 30 seconds as "read"
  files/         what people attached to requests, each under the id that history.json names it by
  --tickets      requests, and no help attempts           --events   help attempts, and no requests
  --csv          the same as tables for spreadsheets too
  --from, --to   dates of the figures, both included (default: the 28 days that end yesterday); history is always whole
  --json         what was written, for a program
Requests of restricted categories, the attempts that led to them, and what was erased are left out; so are articles'
words, which are files already. The folder must hold no export yet. It holds what people wrote and who they are: keep it as
you keep the database. Ends with 0, 1 where it could not be written, 2 on wrong use.`;

const OPTIONS = {
  out: { type: 'string' },
  tickets: { type: 'boolean' },
  events: { type: 'boolean' },
  csv: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
} as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const PROGRESS_EVERY_MS = 2_000;

export async function runExport(args: string[], io: CommandIo, clock: Clock = systemClock): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (!values.out) throw new UsageError(`Name the folder to write to with --out.\n${EXPORT_USAGE}`);
  for (const name of ['from', 'to'] as const) {
    const date = values[name];
    if (date !== undefined && !(DATE.test(date) && !Number.isNaN(Date.parse(date))))
      throw new UsageError(`--${name}: must be a date like 2026-03-02`);
  }
  if (values.from && values.to && values.to < values.from)
    throw new UsageError('--from: The window must begin before it ends.');
  const folder = resolve(io.cwd, values.out);
  for (const name of ['history.json', 'figures.json'])
    if (existsSync(join(folder, name))) {
      io.err(`${values.out} holds an export already (${name}). Name an empty folder, or remove that one.`);
      return 1;
    }
  const place = readPlace(undefined, io);
  if (!place) return 1;
  const config = readConfig(io.env, io.cwd);
  const settings = loadSettings(config);
  if (!existsSync(place.dir)) {
    io.err(`There is no folder ${place.shown}: name the articles' folder in KB_DIR.`);
    return 1;
  }
  const { scope } = readWindow({ settings, clock }, { from: values.from, to: values.to });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    io.err(`${values.out} cannot be made (${(error as NodeJS.ErrnoException).code}). Name a folder that can.`);
    return 1;
  }
  const isPart = values.tickets === true || values.events === true;
  const { db } = await openMigrated(config.databaseUrl);
  try {
    const release = await buildRelease(await loadKnowledgeBase(place.dir, place.rule), place.rule);
    // One state of everything, whatever is written meanwhile.
    const counts = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((trx) =>
        exportHistory(trx, {
          ...{ settings, articles: articleDirectory(release), now: clock.now(), scope, folder },
          attachments: attachmentsFolder(config),
          ...{ withTickets: !isPart || values.tickets === true, withEvents: !isPart || values.events === true },
          ...{ withTables: values.csv === true, onProgress: progressOf(io) },
        }),
      );
    io.out(values.json ? JSON.stringify(counts) : sentenceOf(counts, values.out));
    return 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EIO', 'ENOTDIR'].includes(code ?? '')) throw error;
    io.err(`The export could not be written to ${values.out} (${code}). Make room there, or name another folder.`);
    return 1;
  } finally {
    await db.destroy();
  }
}

/** Tells a person who waits how far it is, every other second. */
function progressOf(io: CommandIo): (what: string, done: number) => void {
  let last = performance.now();
  return (what, done) => {
    if (!io.isTerminal || performance.now() - last < PROGRESS_EVERY_MS) return;
    last = performance.now();
    io.err(`${done} ${what} …`);
  };
}

function sentenceOf(counts: ExportedCounts, folder: string): string {
  const { articles, sessions, events, tickets, attachments, attachments_missing: missing, files } = counts;
  const { restricted, erased } = counts.left_out;
  const out = [
    ...(restricted > 0 ? [`${restricted} of restricted categories`] : []),
    ...(erased > 0 ? [`${erased} that ${erased === 1 ? 'was' : 'were'} erased`] : []),
  ];
  const without = out.length > 0 ? ` Left out: requests, ${out.join(' and ')}.` : '';
  const gone = missing > 0 ? ` Of ${missing} attached files the bytes are not in DATA_DIR/attachments any more.` : '';
  return `Written to ${folder}: ${articles} articles, ${sessions} tabs with ${events} events, ${tickets} requests with ${attachments} attached, in ${files.length} files.${without}${gone}`;
}
