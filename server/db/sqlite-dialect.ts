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

/** Statements that are kept ready, the last used ones: reading its text costs more than running a short one. */
const MOST_STATEMENTS = 200;
/** Of longer ones, which are made of lists that differ in length, nothing is kept. */
const LONGEST_KEPT = 50_000;

/**
 * The driver's connection, except that statements are kept ready, and that wide rows are copies of one object that has all
 * its columns from the start.
 */
class KeptStatementsConnection implements DatabaseConnection {
  readonly #database: Database;
  readonly #inner: DatabaseConnection;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database, inner: DatabaseConnection) {
    this.#database = database;
    this.#inner = inner;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { kind } = query.query;
    if (!KEPT_KINDS.has(kind)) {
      // A change of the schema: what was made ready before it is made anew.
      if (kind !== 'RawNode') this.#statements.clear();
      return this.#inner.executeQuery<Row>(query);
    }
    // As the driver's own: what goes wrong is a rejected promise.
    return new Promise((resolve) => resolve(this.#run<Row>(query)));
  }

  #run<Row>({ query, sql, parameters }: CompiledQuery): QueryResult<Row> {
    const statement = this.#prepare(sql);
    if (!statement.reader) {
      const { changes, lastInsertRowid } = statement.run(parameters);
      return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] };
    }
    const isWide = SelectQueryNode.is(query) && (query.selections?.length ?? 0) >= WIDE_COLUMNS;
    return { rows: (isWide ? wideRows(statement, parameters) : statement.raw(false).all(parameters)) as Row[] };
  }

  #prepare(sql: string): Statement {
    const kept = this.#statements.get(sql);
    const statement = kept ?? this.#database.prepare(sql);
    if (sql.length > LONGEST_KEPT) return statement;
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > MOST_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery<Row>(query, chunkSize ?? 1);
  }
}

const KEPT_KINDS: ReadonlySet<string> = new Set([
  'SelectQueryNode',
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
]);

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
  #connection: KeptStatementsConnection | null = null;

  constructor(config: { database: Database }) {
    super(config);
    this.#database = config.database;
  }

  /** There is one connection, and the driver always gives that one. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    this.#connection ??= new KeptStatementsConnection(this.#database, connection);
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
