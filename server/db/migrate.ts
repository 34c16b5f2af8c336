// Brings a database to this program's schema, and refuses one that a newer program has written.
import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Database } from './database.ts';
import * as firstSchema from './migrations/0001-first-schema.ts';
import * as signIn from './migrations/0002-sign-in.ts';
import * as workflowAndAudit from './migrations/0003-workflow-and-audit.ts';
import * as queue from './migrations/0004-queue.ts';
import * as ticketWork from './migrations/0005-ticket-work.ts';
import * as learning from './migrations/0006-learning.ts';
import * as myRequests from './migrations/0007-my-requests.ts';
import * as suspectedSpam from './migrations/0008-suspected-spam.ts';
import * as phrases from './migrations/0009-phrases.ts';
import * as rollups from './migrations/0010-rollups.ts';
import * as ticketReads from './migrations/0011-ticket-reads.ts';
import * as gaps from './migrations/0012-gaps.ts';
import * as mailOut from './migrations/0014-mail-out.ts';
import * as demo from './migrations/0015-demo.ts';
import * as announcedProblems from './migrations/0016-announced-problems.ts';
import * as requestsByMoment from './migrations/0017-requests-by-moment.ts';
import * as countsByDay from './migrations/0018-counts-by-day.ts';
import * as secondReadings from './migrations/0019-second-readings.ts';
import * as articleGroup from './migrations/0020-article-group.ts';

/** In order; a migration that has shipped is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-schema': firstSchema,
  '0002-sign-in': signIn,
  '0003-workflow-and-audit': workflowAndAudit,
  '0004-queue': queue,
  '0005-ticket-work': ticketWork,
  '0006-learning': learning,
  '0007-my-requests': myRequests,
  '0008-suspected-spam': suspectedSpam,
  '0009-phrases': phrases,
  '0010-rollups': rollups,
  '0011-ticket-reads': ticketReads,
  '0012-gaps': gaps,
  '0014-mail-out': mailOut,
  '0015-demo': demo,
  '0016-announced-problems': announcedProblems,
  '0017-requests-by-moment': requestsByMoment,
  '0018-counts-by-day': countsByDay,
  '0019-second-readings': secondReadings,
  '0020-article-group': articleGroup,
};

/** A database whose schema this program does not know. */
export class NewerSchemaError extends Error {}

/**
 * Runs the migrations that are missing, all or none.
 * @returns the names of those that ran.
 * @throws NewerSchemaError where the database has migrations that this program does not have.
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<string[]> {
  const unknown = await unknownMigrations(db);
  if (unknown.length > 0) {
    throw new NewerSchemaError(
      `This database was written by a newer Fingerpost (it has the schema step ${unknown.join(', ')}). ` +
        'Nothing was changed. Start the newer version again, or give this one a DATA_DIR of its own.',
    );
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

async function unknownMigrations(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const ran = await (db as unknown as Kysely<{ kysely_migration: { name: string } }>)
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  return ran.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
}
