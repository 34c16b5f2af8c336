// Signing in: passwords, sessions, second factor, one-time links and failures, for SQLite and PostgreSQL alike.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('agent')
    .addColumn('email_verified', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('agent').addColumn('image', 'text').execute();
  await db.schema.alterTable('agent').addColumn('updated_at', 'text').execute();
  await db.schema
    .alterTable('agent')
    .addColumn('two_factor_enabled', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable('agent')
    .addColumn('first_admin', 'integer', (col) => col.notNull().defaultTo(0))
    .execute();
  await sql`update agent set first_admin = 1 where id = (
    select id from agent where role = 'admin' order by created_at, id limit 1
  )`.execute(db);
  await db.schema
    .createTable('agent_session')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('token', 'text', (col) => col.notNull().unique())
    .addColumn('browser', 'text')
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('updated_at', 'text', (col) => col.notNull())
    .addColumn('expires_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('agent_session_agent').on('agent_session').columns(['agent_id']).execute();
  await db.schema
    .createTable('agent_account')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('provider_id', 'text', (col) => col.notNull())
    .addColumn('account_id', 'text', (col) => col.notNull())
    .addColumn('password', 'text')
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('updated_at', 'text', (col) => col.notNull())
    .addUniqueConstraint('agent_account_once', ['agent_id', 'provider_id'])
    .execute();
  await db.schema
    .createTable('agent_verification')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('identifier', 'text', (col) => col.notNull())
    .addColumn('value', 'text', (col) => col.notNull())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('updated_at', 'text', (col) => col.notNull())
    .addColumn('expires_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createIndex('agent_verification_identifier')
    .on('agent_verification')
    .columns(['identifier'])
    .execute();
  await db.schema
    .createTable('agent_two_factor')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('agent_id', 'text', (col) => col.notNull().unique().references('agent.id').onDelete('cascade'))
    .addColumn('secret', 'text', (col) => col.notNull())
    .addColumn('backup_codes', 'text', (col) => col.notNull())
    .addColumn('verified', 'integer')
    .addColumn('failed_verification_count', 'integer')
    .addColumn('locked_until', 'text')
    .addColumn('last_code_hash', 'text')
    .execute();
  await db.schema
    .createTable('agent_link')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('purpose', 'text', (col) => col.notNull())
    .addColumn('token_hash', 'text', (col) => col.notNull().unique())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('expires_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('agent_link_agent').on('agent_link').columns(['agent_id']).execute();
  await db.schema
    .createTable('sign_in_failure')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('account_key', 'text', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .execute();
  await db.schema.createIndex('sign_in_failure_account').on('sign_in_failure').columns(['account_key', 'at']).execute();
  await db.schema.createIndex('sign_in_failure_at').on('sign_in_failure').columns(['at']).execute();
}
