// Opens the database, makes sure that it keeps what it commits, and brings it to this program's schema.
import { type Kysely, sql } from 'kysely';
import type { Database, Db } from './database.ts';
import { migrateToLatest } from './migrate.ts';
import { DatabaseOpenError, isPostgresUrl, openDatabase } from './open-database.ts';
import { explainConnectionError } from './postgres-words.ts';

const OLDEST_POSTGRES = 130_000;

export interface MigratedDatabase {
  db: Db;
  /** Names of the schema steps that ran. */
  ran: string[];
  /** What whoever runs this must know, in sentences. */
  warnings: string[];
}

/**
 * @throws DatabaseOpenError with the remedy, and without the password; NewerSchemaError.
 */
export async function openMigrated(url: string): Promise<MigratedDatabase> {
  if (isPostgresUrl(url)) return openPostgres(url);
  const db = openDatabase(url);
  try {
    return { db, ran: await migrateToLatest(db), warnings: [] };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Schema steps get a connection of their own, on which a statement may take as long as it needs. */
async function openPostgres(url: string): Promise<MigratedDatabase> {
  const forSchema = openDatabase(url, { max: 2 });
  try {
    const warnings = await checkServer(forSchema).catch((error: unknown) => {
      throw explainConnectionError(error, url);
    });
    const ran = await migrateToLatest(forSchema);
    return { db: openDatabase(url), ran, warnings };
  } finally {
    await forSchema.destroy();
  }
}

interface ServerFacts {
  version: number;
  encoding: string;
  fsync: string;
  full_page_writes: string;
  accepts_loss: string | null;
}

/** The server's own promises; `synchronous_commit` is set on every connection. */
async function checkServer(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<ServerFacts>`
    select
      current_setting('server_version_num')::int as version,
      current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      current_setting('fingerpost.accept_loss', true) as accepts_loss`.execute(db);
  const facts = rows[0];
  if (!facts) throw new DatabaseOpenError('The database does not say which PostgreSQL it is.');
  if (facts.version < OLDEST_POSTGRES)
    throw new DatabaseOpenError(
      `The database is PostgreSQL ${Math.trunc(facts.version / 10_000)}: use 13 or newer, for instance 18.`,
    );
  if (facts.encoding !== 'UTF8')
    throw new DatabaseOpenError(
      `The database keeps text as ${facts.encoding}: create one with UTF8, for instance createdb --encoding=UTF8 --template=template0 fingerpost.`,
    );
  if (facts.fsync === 'on' && facts.full_page_writes === 'on') return [];
  const finding = `PostgreSQL runs with fsync=${facts.fsync} and full_page_writes=${facts.full_page_writes}`;
  if (facts.accepts_loss !== 'on')
    throw new DatabaseOpenError(
      `${finding}, so that a power cut loses requests that were confirmed. Set both to on; for tests only, start PostgreSQL with -c fingerpost.accept_loss=on.`,
    );
  return [`${finding}: a power cut loses requests that were confirmed. Use this for tests only.`];
}
