// SQLite for Kysely, shared by several processes (the server and a command): transactions and schema steps wait for each other.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';

class ImmediateDriver extends SqliteDriver {
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
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
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
