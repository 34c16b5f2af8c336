// The first schema, written for SQLite and PostgreSQL alike: text ids, text UTC times, 0/1 flags.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agent')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('email', 'text', (col) => col.notNull().unique())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('role', 'text', (col) => col.notNull())
    .addColumn('disabled', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('api_token')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('agent_id', 'text', (col) => col.notNull().references('agent.id').onDelete('cascade'))
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('token_hash', 'text', (col) => col.notNull().unique())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('last_used_at', 'text')
    .execute();
  await db.schema
    .createTable('article')
    .addColumn('locale', 'text', (col) => col.notNull())
    .addColumn('slug', 'text', (col) => col.notNull())
    .addColumn('title', 'text', (col) => col.notNull())
    .addColumn('audience', 'text', (col) => col.notNull())
    .addColumn('status', 'text', (col) => col.notNull())
    .addColumn('published_at', 'text')
    .addColumn('revision', 'integer', (col) => col.notNull())
    .addColumn('content_hash', 'text', (col) => col.notNull())
    .addColumn('removed_at', 'text')
    .addPrimaryKeyConstraint('article_pk', ['locale', 'slug'])
    .execute();
  await db.schema
    .createTable('article_revision')
    .addColumn('locale', 'text', (col) => col.notNull())
    .addColumn('slug', 'text', (col) => col.notNull())
    .addColumn('revision', 'integer', (col) => col.notNull())
    .addColumn('content_hash', 'text', (col) => col.notNull())
    .addColumn('title', 'text', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('article_revision_pk', ['locale', 'slug', 'revision'])
    .execute();
  await db.schema
    .createTable('ticket')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('number', 'integer', (col) => col.notNull().unique())
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('channel', 'text', (col) => col.notNull())
    .addColumn('locale', 'text', (col) => col.notNull())
    .addColumn('audience', 'text')
    .addColumn('page_key', 'text')
    .addColumn('category', 'text', (col) => col.notNull())
    .addColumn('restricted', 'integer', (col) => col.notNull())
    .addColumn('enquiry_type', 'text')
    .addColumn('reply_expected', 'integer', (col) => col.notNull())
    .addColumn('workflow', 'text', (col) => col.notNull())
    .addColumn('status', 'text', (col) => col.notNull())
    .addColumn('status_changed_at', 'text', (col) => col.notNull())
    .addColumn('support_level', 'integer', (col) => col.notNull())
    .addColumn('priority', 'text', (col) => col.notNull())
    .addColumn('priority_reason', 'text')
    .addColumn('severity', 'integer', (col) => col.notNull())
    .addColumn('target_group', 'text')
    .addColumn('first_target_group', 'text')
    .addColumn('resolver_group', 'text')
    .addColumn('assignee_id', 'text', (col) => col.references('agent.id'))
    .addColumn('subject', 'text', (col) => col.notNull())
    .addColumn('requester_name', 'text')
    .addColumn('requester_email', 'text')
    .addColumn('requester_key', 'text')
    .addColumn('user_ref', 'text')
    .addColumn('browser', 'text')
    .addColumn('fields', 'text', (col) => col.notNull())
    .addColumn('submitted_at', 'text', (col) => col.notNull())
    .addColumn('first_reply_at', 'text')
    .addColumn('solved_at', 'text')
    .addColumn('reopened_count', 'integer', (col) => col.notNull())
    .addColumn('public_replies', 'integer', (col) => col.notNull())
    .addColumn('handling_minutes', 'integer')
    .addColumn('root_cause', 'text')
    .addColumn('resolution_code', 'text')
    .addColumn('answer_state', 'text')
    .addColumn('duplicate_of', 'text')
    .addColumn('kind_suggested_1', 'text', (col) => col.notNull())
    .addColumn('kind_confidence_1', 'text', (col) => col.notNull())
    .addColumn('kind_reasons_1', 'text', (col) => col.notNull())
    .addColumn('kind_rule_version', 'text', (col) => col.notNull())
    .addColumn('kind_suggested_2', 'text')
    .addColumn('kind_confidence_2', 'text')
    .addColumn('kind_reasons_2', 'text')
    .addColumn('kind_mixed', 'integer', (col) => col.notNull())
    .addColumn('kind', 'text', (col) => col.notNull())
    .addColumn('kind_source', 'text', (col) => col.notNull())
    .addColumn('kind_confidence', 'text', (col) => col.notNull())
    .addColumn('kind_confirmed', 'text')
    .addColumn('kind_confirmed_by', 'text')
    .addColumn('kind_confirmed_at', 'text')
    .addColumn('other_kind', 'text')
    .addColumn('demand_type', 'text')
    .addColumn('blind', 'integer', (col) => col.notNull())
    .addColumn('sub_kind_auto', 'text')
    .addColumn('sub_kind_reason', 'text')
    .addColumn('sub_kind_target', 'text')
    .addColumn('sub_kind_weak', 'integer', (col) => col.notNull())
    .addColumn('sub_kind_confirmed', 'text')
    .addColumn('sid', 'text')
    .addColumn('trail', 'text', (col) => col.notNull())
    .addColumn('host_error_count', 'integer', (col) => col.notNull())
    .addColumn('promise_hours', 'integer', (col) => col.notNull())
    .addColumn('respond_by', 'text', (col) => col.notNull())
    .addColumn('key_version', 'integer', (col) => col.notNull())
    .addColumn('csat', 'integer')
    .addColumn('csat_comment', 'text')
    .addColumn('version', 'integer', (col) => col.notNull())
    .addColumn('updated_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('ticket_message')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('author', 'text', (col) => col.notNull())
    .addColumn('visibility', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .addColumn('articles', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('ticket_trail')
    .addColumn('ticket_id', 'text', (col) => col.primaryKey().notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('events', 'text', (col) => col.notNull())
    .addColumn('steps', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('ticket_history')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('what', 'text', (col) => col.notNull())
    .addColumn('from_value', 'text')
    .addColumn('to_value', 'text')
    .addColumn('note', 'text')
    .execute();
  await db.schema
    .createTable('ticket_answer')
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('position', 'integer', (col) => col.notNull())
    .addColumn('slug', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('ticket_answer_pk', ['ticket_id', 'position'])
    .execute();
  await db.schema
    .createTable('idempotency')
    .addColumn('key', 'text', (col) => col.primaryKey().notNull())
    .addColumn('body_hash', 'text', (col) => col.notNull())
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('created_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('ticket_id', 'text', (col) => col.notNull().references('ticket.id').onDelete('cascade'))
    .addColumn('kind', 'text', (col) => col.notNull())
    .addColumn('recipient', 'text', (col) => col.notNull())
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('due_at', 'text', (col) => col.notNull())
    .addColumn('attempts', 'integer', (col) => col.notNull())
    .addColumn('created_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('counter')
    .addColumn('name', 'text', (col) => col.primaryKey().notNull())
    .addColumn('value', 'integer', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('event')
    .addColumn('sid', 'text', (col) => col.notNull())
    .addColumn('seq', 'integer', (col) => col.notNull())
    .addColumn('source', 'text', (col) => col.notNull())
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('t_ms', 'integer', (col) => col.notNull())
    .addColumn('type', 'text', (col) => col.notNull())
    .addColumn('body', 'text', (col) => col.notNull())
    .addColumn('received_at', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('event_pk', ['sid', 'seq', 'source'])
    .execute();
  await db.schema
    .createTable('help_session')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('sid', 'text', (col) => col.notNull())
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('started_at', 'text', (col) => col.notNull())
    .addColumn('last_event_at', 'text', (col) => col.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('end_reason', 'text')
    .addColumn('page_key', 'text')
    .addColumn('target_group', 'text')
    .addColumn('audience', 'text')
    .addColumn('locale', 'text')
    .addColumn('user_ref', 'text')
    .addColumn('is_staff', 'integer', (col) => col.notNull())
    .addColumn('host_error_count', 'integer', (col) => col.notNull())
    .addColumn('host_error_codes', 'text', (col) => col.notNull())
    .addColumn('outcome', 'text', (col) => col.notNull())
    .addColumn('outcome_reason', 'text')
    .addColumn('provisional', 'integer', (col) => col.notNull())
    .addColumn('form_opened', 'integer', (col) => col.notNull())
    .addColumn('withdrawn', 'integer', (col) => col.notNull())
    .addColumn('would_have_contacted', 'integer')
    .addColumn('other_channel', 'text')
    .addColumn('shown', 'text', (col) => col.notNull())
    .addColumn('ticket_id', 'text')
    .addColumn('ticket_link', 'text')
    .execute();
  await db.schema
    .createTable('search')
    .addColumn('session_id', 'text', (col) => col.notNull().references('help_session.id').onDelete('cascade'))
    .addColumn('search_id', 'text', (col) => col.notNull())
    .addColumn('seq', 'integer', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('query', 'text', (col) => col.notNull())
    .addColumn('result_count', 'integer')
    .addColumn('result_ids', 'text', (col) => col.notNull())
    .addColumn('shown_count', 'integer', (col) => col.notNull())
    .addColumn('trigger', 'text', (col) => col.notNull())
    .addColumn('opened_ids', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('search_pk', ['session_id', 'search_id'])
    .execute();
  await db.schema
    .createTable('article_view')
    .addColumn('session_id', 'text', (col) => col.notNull().references('help_session.id').onDelete('cascade'))
    .addColumn('view_id', 'text', (col) => col.notNull())
    .addColumn('seq', 'integer', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('article_id', 'text', (col) => col.notNull())
    .addColumn('revision', 'integer')
    .addColumn('source', 'text')
    .addColumn('search_id', 'text')
    .addColumn('position', 'integer')
    .addColumn('active_ms', 'integer', (col) => col.notNull())
    .addColumn('max_scroll_pct', 'integer', (col) => col.notNull())
    .addColumn('qualified', 'integer', (col) => col.notNull())
    .addColumn('vote', 'text')
    .addColumn('vote_reason', 'text')
    .addColumn('vote_comment', 'text')
    .addColumn('close_source', 'text')
    .addPrimaryKeyConstraint('article_view_pk', ['session_id', 'view_id'])
    .execute();
  await db.schema
    .createTable('gap')
    .addColumn('key', 'text', (col) => col.primaryKey().notNull())
    .addColumn('site', 'text', (col) => col.notNull())
    .addColumn('title', 'text')
    .addColumn('owner', 'text')
    .addColumn('state', 'text', (col) => col.notNull())
    .addColumn('merged_into', 'text')
    .addColumn('effort', 'text')
    .addColumn('created_at', 'text', (col) => col.notNull())
    .addColumn('updated_at', 'text', (col) => col.notNull())
    .execute();
  await db.schema
    .createTable('gap_history')
    .addColumn('id', 'text', (col) => col.primaryKey().notNull())
    .addColumn('key', 'text', (col) => col.notNull())
    .addColumn('at', 'text', (col) => col.notNull())
    .addColumn('actor', 'text', (col) => col.notNull())
    .addColumn('what', 'text', (col) => col.notNull())
    .addColumn('from_value', 'text')
    .addColumn('to_value', 'text')
    .execute();
  await db.schema.createIndex('ticket_submitted_at_index').on('ticket').columns(['site', 'submitted_at']).execute();
  await db.schema.createIndex('ticket_solved_at_index').on('ticket').columns(['site', 'solved_at']).execute();
  await db.schema.createIndex('ticket_status_index').on('ticket').columns(['status']).execute();
  await db.schema.createIndex('ticket_assignee_index').on('ticket').columns(['assignee_id']).execute();
  await db.schema.createIndex('ticket_sid_index').on('ticket').columns(['sid']).execute();
  await db.schema
    .createIndex('ticket_message_ticket_index')
    .on('ticket_message')
    .columns(['ticket_id', 'at'])
    .execute();
  await db.schema
    .createIndex('ticket_history_ticket_index')
    .on('ticket_history')
    .columns(['ticket_id', 'at'])
    .execute();
  await db.schema.createIndex('ticket_answer_slug_index').on('ticket_answer').columns(['slug']).execute();
  await db.schema.createIndex('outbox_due_index').on('outbox').columns(['state', 'due_at']).execute();
  await db.schema.createIndex('idempotency_created_at_index').on('idempotency').columns(['created_at']).execute();
  await db.schema.createIndex('event_received_at_index').on('event').columns(['received_at']).execute();
  await db.schema
    .createIndex('help_session_started_at_index')
    .on('help_session')
    .columns(['site', 'started_at'])
    .execute();
  await db.schema.createIndex('help_session_sid_index').on('help_session').columns(['sid']).execute();
  await db.schema
    .createIndex('help_session_open_index')
    .on('help_session')
    .columns(['provisional', 'last_event_at'])
    .execute();
  await db.schema.createIndex('article_view_article_index').on('article_view').columns(['article_id', 'at']).execute();
  await db.schema.createIndex('api_token_agent_index').on('api_token').columns(['agent_id']).execute();
  await (db as Kysely<{ counter: { name: string; value: number } }>)
    .insertInto('counter')
    .values({ name: 'ticket', value: 1000 })
    .execute();
}
