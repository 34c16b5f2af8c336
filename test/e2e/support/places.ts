// Where the repository lies, and the shared test data beside it where there is any.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A path in the shared test data; null where it is absent. */
export function sharedPath(...names: string[]): string | null {
  const path = join(resolve(repositoryRoot, process.env.FINGERPOST_SHARED ?? '../shared'), ...names);
  return existsSync(path) ? path : null;
}
