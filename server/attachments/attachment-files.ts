// The files of attachments on the disk: written under a temporary name, made durable, renamed, and removed again.
import { createHash, type Hash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';

/** What a file is called while it is still arriving. */
export const ARRIVING = '.part';
/** The shape of our own names; nothing else in the folder is ours to remove. */
export const FILE_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.part)?$/;

export function attachmentsFolder(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'attachments');
}

/** Where the bytes of an attachment lie. */
export function attachmentPath(config: Pick<Config, 'dataDir'>, id: string): string {
  return join(attachmentsFolder(config), id);
}

export interface ArrivingFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Makes what was written durable under its final name. Returns size and SHA-256 (hex). */
  keep(): Promise<{ bytes: number; sha256: string }>;
  /** Closes and removes it; for a file that is not kept. */
  drop(): Promise<void>;
}

/** Begins a file. @throws AppError storage_full or unavailable, as do its functions. */
export async function beginFile(config: Pick<Config, 'dataDir'>, id: string): Promise<ArrivingFile> {
  const final = attachmentPath(config, id);
  const arriving = `${final}${ARRIVING}`;
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  let handle: FileHandle | null = await onDisk(() => {
    mkdirSync(attachmentsFolder(config), { recursive: true, mode: 0o700 });
    return open(arriving, 'wx', 0o600);
  });
  return {
    write: (chunk) =>
      onDisk(async () => {
        await handle?.writeFile(chunk);
        hash.update(chunk);
        bytes += chunk.byteLength;
      }),
    keep: () =>
      onDisk(async () => {
        await handle?.sync();
        await handle?.close();
        handle = null;
        await rename(arriving, final);
        return { bytes, sha256: hash.digest('hex') };
      }),
    drop: async () => {
      await handle?.close().catch(() => undefined);
      handle = null;
      await rm(arriving, { force: true }).catch(() => undefined);
    },
  };
}

/** Makes the names in the folder durable, as the files themselves are already. */
export async function syncFolder(config: Pick<Config, 'dataDir'>): Promise<void> {
  await onDisk(async () => {
    const folder = await open(attachmentsFolder(config), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  });
}

/** Removes files whose rows are not, or no longer, there. A file that cannot be removed is left to the next sweep. */
export async function removeFiles(config: Pick<Config, 'dataDir'>, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => rm(attachmentPath(config, id), { force: true }).catch(() => undefined)));
}

async function onDisk<T>(job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('storage_full', { retryAfter: 60 });
    throw new AppError('unavailable', { retryAfter: 5 });
  }
}
