// `erase EMAIL`: erases a requester from the command line, also while the server runs.
import { parseArgs } from 'node:util';
import type { Erased } from '../../contract/api/requesters.ts';
import { LIMITS } from '../../contract/limits.ts';
import { erasedCounts } from '../../contract/words/erased-words.ts';
import { removeFiles } from '../attachments/attachment-files.ts';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import { openMigrated } from '../db/open-migrated.ts';
import { createWriteQueue } from '../db/write-queue.ts';
import { randomIds, systemClock } from '../open-services.ts';
import { UsageError } from '../usage-error.ts';
import { eraseRequester } from './erase-requester.ts';
import { forgetOnDisk } from './forget-on-disk.ts';

export const ERASE_USAGE = `fingerpost erase EMAIL [--dry-run] [--json]
  Erases every trace of a requester: requests with their words and files, what they searched and read, their address in
  what others wrote. Figures stay as they are. It cannot be undone; --dry-run only says what it would erase.`;

export async function runErase(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  });
  const [email] = positionals;
  if (!email || positionals.length !== 1 || !/^[^\s@]+@[^\s@]+$/.test(email) || email.length > LIMITS.email)
    throw new UsageError(`Give one mail address, for instance ann@example.com.\n${ERASE_USAGE}`);
  const dryRun = values['dry-run'] === true;
  const config = readConfig(io.env, io.cwd);
  const { db } = await openMigrated(config.databaseUrl);
  try {
    const services = { clock: systemClock, ids: randomIds };
    const { erased, files } = await createWriteQueue(db).write((trx) =>
      eraseRequester(trx, services, 'command line', email, { dryRun }),
    );
    if (!dryRun) {
      await removeFiles(config, files);
      const left = await forgetOnDisk(db);
      if (left) io.err(left);
    }
    io.out(values.json ? JSON.stringify(erased) : sentence(erased));
    if (!dryRun) io.err('Backups from before still hold what was erased: let them expire, or make a new one.');
    return 0;
  } finally {
    await db.destroy();
  }
}

function sentence(erased: Erased): string {
  const counts = erasedCounts(erased);
  if (!counts) return 'There is no trace of this address.';
  return `${erased.dry_run ? 'This would erase' : 'Erased'}: ${counts}.`;
}
