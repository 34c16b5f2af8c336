// SQLite for Kysely, shared by several processes (the server and a command): transactions and schema steps wait for each other.
import type { Database, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';

/** From so many columns on rows are made here: the engine keeps objects that grow so far as tables, at twice the cost. */
const WIDE_COLUMNS = 12;

/** The driver's connection, except that wide rows are copies of one object that has all its columns from the start. */
class WideRowConnection implements DatabaseConnection {
  readonly #database: Database;
  readonly #inner: DatabaseConnection;

  constructor(database: Database, inner: DatabaseConnection) {
    this.#database = database;
    this.#inner = inner;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const isWide = SelectQueryNode.is(query.query) && (query.query.selections?.length ?? 0) >= WIDE_COLUMNS;
    if (!isWide) return this.#inner.executeQuery<Row>(query);
    return Promise.resolve({ rows: wideRows(this.#database.prepare(query.sql), query.parameters) as Row[] });
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery<Row>(query, chunkSize ?? 1);
  }
}

function wideRows(statement: Statement, parameters: readonly unknown[]): Record<string, unknown>[] {
  const names = statement.columns().map(({ name }) => name);
  const empty = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(',')}}`) as object;
  const values = statement.raw().all(parameters) as unknown[][];
  return values.map((own) => {
    const row: Record<string, unknown> = { ...empty };
    for (let at = 0; at < names.length; at += 1) row[names[at] as string] = own[at];
    return row;
  });
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: Database;
  #connection: WideRowConnection | null = null;

  constructor(config: { database: Database }) {
    super(config);
    this.#database = config.database;
  }

  /** There is one connection, and the driver always gives that one. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    this.#connection ??= new WideRowConnection(this.#database, connection);
    return this.#connection;
  }

  /**
   * Takes the right to write at once, waiting `busy_timeout` for it: whoever reads first and writes then is refused without
   * waiting where another process wrote in between.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class TransactionalAdapter extends SqliteAdapter {
  /** SQLite undoes what a failed transaction did to the schema, so all steps are there or none. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class SharedSqliteDialect extends SqliteDialect {
  readonly #config: { database: Database };

  constructor(config: { database: Database }) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}
