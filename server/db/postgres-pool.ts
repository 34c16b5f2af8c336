// Connections to PostgreSQL: few, bounded in time, thrown away when they break; losing them never ends the process.
import type { Socket } from 'node:net';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DatabaseUnavailableError, endsConnection } from './database-errors.ts';

/** Connections of one process; a request that gets none in time is answered with 503. */
export const MAX_CONNECTIONS = 10;
/** Waiting for a connection, new or free. */
export const CONNECT_TIMEOUT_MS = 3_000;
/** One statement; the server gives up a little earlier than we do, which keeps the connection. */
export const STATEMENT_TIMEOUT_MS = 5_000;
const OUR_PATIENCE_MS = STATEMENT_TIMEOUT_MS + 1_000;
/** A process that stands still in the middle of a transaction loses it, so that others can go on. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const END_TIMEOUT_MS = 2_000;

const INT8_OID = 20;
const NUMERIC_OID = 1_700;

export interface PoolOptions {
  /** Without it statements may take as long as they need: for schema steps. */
  statementTimeoutMs?: number | undefined;
  max?: number;
}

/** Makes a pool that Kysely can use. Nothing is connected yet. */
export function createPostgresPool(
  url: string,
  options: PoolOptions = { statementTimeoutMs: STATEMENT_TIMEOUT_MS },
): PostgresPool {
  const isBounded = options.statementTimeoutMs !== undefined;
  const pool = new pg.Pool({
    Client: ClosingClient as unknown as new () => pg.ClientBase,
    connectionString: url,
    application_name: 'fingerpost',
    max: options.max ?? MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: { getTypeParser },
    ...(isBounded ? { query_timeout: OUR_PATIENCE_MS } : {}),
    onConnect: (client) => client.query(sessionSettings(options.statementTimeoutMs ?? 0)).then(() => undefined),
  });
  // A connection that breaks while nobody uses it has already left the pool: there is nothing left to do.
  pool.on('error', forget);
  // One that breaks between two statements of a transaction has no other listener, and would end the process.
  pool.on('connect', (client) => client.on('error', forget));
  return {
    connect: async () => {
      try {
        return boundedClient(await pool.connect());
      } catch (error) {
        throw unavailable(error);
      }
    },
    end: () => endWithin(pool),
  };
}

/** A client whose connection is closed where signing in fails; otherwise the server waits a minute for the rest of it. */
class ClosingClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void;
  override connect(callback?: (...given: never[]) => void): Promise<pg.Client> | undefined {
    const connected = super.connect().catch((error: unknown) => {
      (this as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
      throw error;
    });
    if (!callback) return connected;
    const answer = callback as (error: unknown, client?: pg.Client) => void;
    connected.then((client) => answer(null, client), answer);
    return undefined;
  }
}

/** Numbers come back as numbers, counts and sums too: what SQLite does. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8_OID || oid === NUMERIC_OID) return Number;
  return pg.types.getTypeParser(oid, format as 'text');
}

/** UTC, bounded statements, and a commit that has reached the disk whatever the database's own default. */
function sessionSettings(statementTimeoutMs: number): string {
  return [
    "set timezone to 'UTC'",
    `set statement_timeout to ${Math.trunc(statementTimeoutMs)}`,
    `set idle_in_transaction_session_timeout to ${statementTimeoutMs > 0 ? IDLE_IN_TRANSACTION_MS : 0}`,
    "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
  ].join('; ');
}

/** A connection that refuses at once after it broke, and is then closed instead of used again. */
function boundedClient(client: pg.PoolClient): PostgresPoolClient {
  let broken: DatabaseUnavailableError | null = null;
  const query = async (text: unknown, parameters: readonly unknown[] = []) => {
    if (broken) throw broken;
    try {
      return await client.query(String(text), [...parameters]);
    } catch (error) {
      if (!endsConnection(error)) throw error;
      broken = unavailable(error);
      throw broken;
    }
  };
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release(broken ?? undefined) };
}

function unavailable(error: unknown): DatabaseUnavailableError {
  return new DatabaseUnavailableError('The database does not answer.', { cause: error });
}

/** Connections to a server that stands still do not end by themselves. */
async function endWithin(pool: pg.Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, END_TIMEOUT_MS);
  });
  await Promise.race([pool.end(), enough]);
  clearTimeout(timer);
}

function forget(): void {
  // Said by the request that finds no connection.
}
