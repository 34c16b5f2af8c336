// Looks everywhere for a word: in every column of every table, and where there is a file, in its bytes and its log's.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Services } from '../../../server/services.ts';

/** Places in which one of the words stands, whatever its case. Empty is what erasing promises. */
export async function placesOf(services: Services, words: readonly string[]): Promise<string[]> {
  const isThere = (text: string) => words.some((word) => text.toLowerCase().includes(word.toLowerCase()));
  const places: string[] = [];
  for (const table of await services.db.introspection.getTables({ withInternalKyselyTables: true })) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table.name)}`.execute(services.db);
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (isThere(Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
          places.push(`${table.name}.${column}: ${String(value).slice(0, 80)}`);
  }
  const url = services.config.databaseUrl;
  if (url.startsWith('sqlite:') && !url.includes(':memory:'))
    for (const end of ['', '-wal', '-shm']) places.push(...inFile(url.slice('sqlite:'.length) + end, isThere));
  for (const file of filesBelow(services.config.dataDir)) places.push(...inFile(file, isThere));
  return places;
}

function inFile(path: string, isThere: (text: string) => boolean): string[] {
  return existsSync(path) && isThere(readFileSync(path).toString('latin1')) ? [path] : [];
}

export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
