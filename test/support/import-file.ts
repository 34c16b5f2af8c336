// Imports a file of history into a test's database, as the command does.
import { type ImportedCounts, importHistory } from '../../server/import/import-history.ts';
import { type Finding, readHistory } from '../../server/import/read-history.ts';
import type { TestServices } from './make-services.ts';

/** Takes a history; what was refused while reading is in the answer. */
export async function importFile(
  services: TestServices,
  history: object,
): Promise<ImportedCounts & { refused: Finding[] }> {
  const read = readHistory(JSON.stringify(history), 'history.json');
  const counts = await importHistory(services, read);
  return { ...counts, notes: [...read.notes, ...counts.notes], refused: read.refused };
}
