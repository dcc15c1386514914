/**
 * The schema, step by step. A step that was released is never edited; a new one is added below it. Several processes may
 * migrate at once: on Postgres they wait for one another, and SQLite has one process.
 */
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { firstTicketNumber } from './records.ts';
import { isOfType, keyType, type SqlDialect } from './sql-dialect.ts';
import type { Database } from './sql-schema.ts';

/** Brings the database to the newest schema; rejects when it cannot, or when the database is from a newer version. */
export async function migrate(db: Database, dialect: SqlDialect): Promise<void> {
  const steps = migrations(dialect);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(steps) },
    migrationTableName: 'helpdock_migrations',
    migrationLockTableName: 'helpdock_migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
}

function migrations(dialect: SqlDialect): Record<string, Migration> {
  const key = keyType(dialect);
  return {
    '0001-tickets': {
      async up(db: Kysely<unknown>) {
        await createTickets(db, key);
        await createEvents(db, key);
        await createNotes(db, key);
        await createCounters(db);
      },
    },
    '0002-status-events': {
      async up(db: Kysely<unknown>) {
        // The history of a status is a few events, which may lie among ten thousand messages.
        await db.schema
          .createIndex('helpdock_events_status')
          .on('helpdock_events')
          .columns(['ticket_id', 'seq'])
          .where(isOfType(dialect, sql.ref('content'), 'status'))
          .execute();
      },
    },
    '0003-guests': {
      async up(db: Kysely<unknown>) {
        await createGuestLinks(db, key);
        await createGuestSessions(db, key);
        await createGuestTallies(db, key);
      },
    },
    '0004-mails': { up: (db: Kysely<unknown>) => createMails(db, key) },
    '0005-ratings': {
      async up(db: Kysely<unknown>) {
        // One by one: SQLite adds a single column in a statement.
        for (const column of ['rating', 'past_ratings'])
          await db.schema.alterTable('helpdock_tickets').addColumn(column, 'text').execute();
      },
    },
    '0006-files': {
      async up(db: Kysely<unknown>) {
        await createFiles(db, key);
        await createLooseBlobs(db, key);
        await createSecrets(db);
      },
    },
    '0007-changes': { up: (db: Kysely<unknown>) => countChanges(db, key) },
  };
}

type KeyType = ReturnType<typeof keyType>;

async function createTickets(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_tickets')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('number', 'bigint', (column) => column.notNull().unique())
    .addColumn('owner', key, (column) => column.notNull())
    .addColumn('customer_email', key, (column) => column.notNull())
    .addColumn('customer_subject', 'text')
    .addColumn('customer_name', 'text')
    .addColumn('customer_locale', 'text')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('status', key, (column) => column.notNull())
    .addColumn('attention', 'integer', (column) =>
      column.generatedAlwaysAs(sql`case when status = 'awaiting_reply' then 1 else 0 end`).stored(),
    )
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('last_seq', 'bigint', (column) => column.notNull())
    .addColumn('read_seq', 'bigint', (column) => column.notNull())
    .addColumn('unread_count', 'bigint', (column) => column.notNull())
    .addColumn('support_read_seq', 'bigint', (column) => column.notNull())
    .addColumn('awaiting_since', 'bigint')
    .addColumn('due_at', 'bigint')
    .addColumn('solved_at', 'bigint')
    .addColumn('solved_by', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('preview', 'text')
    .addColumn('search_text', key, (column) => column.notNull())
    .addColumn('key_author', key)
    .addColumn('client_id', key)
    .addUniqueConstraint('helpdock_tickets_key', ['key_author', 'client_id'])
    .execute();
  await createIndexes(db, 'helpdock_tickets', ticketIndexes);
  await db.schema
    .createIndex('helpdock_tickets_unread')
    .on('helpdock_tickets')
    .column('owner')
    .where(sql.ref('unread_count'), '>', sql.lit(0))
    .execute();
}

/** One walk per sort, for an owner and for the team; ids break ties within the few rows of one millisecond. */
const ticketIndexes: Record<string, string[]> = {
  owner_updated: ['owner', 'updated_at'],
  owner_created: ['owner', 'created_at'],
  owner_attention: ['owner', 'attention', 'updated_at'],
  updated: ['updated_at'],
  created: ['created_at'],
  attention: ['attention', 'updated_at'],
  email_updated: ['customer_email', 'updated_at'],
};

async function createEvents(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_events')
    .addColumn('ticket_id', key, (column) => column.notNull().references('helpdock_tickets.id'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('id', key, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('counts', 'integer', (column) => column.notNull())
    .addColumn('search_text', key, (column) => column.notNull())
    .addColumn('key_author', key)
    .addColumn('client_id', key)
    .addPrimaryKeyConstraint('helpdock_events_seq', ['ticket_id', 'seq'])
    .addUniqueConstraint('helpdock_events_id', ['ticket_id', 'id'])
    .addUniqueConstraint('helpdock_events_key', ['ticket_id', 'key_author', 'client_id'])
    .execute();
  await db.schema.createIndex('helpdock_events_at').on('helpdock_events').columns(['ticket_id', 'at', 'seq']).execute();
}

async function createNotes(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_notes')
    .addColumn('ticket_id', key, (column) => column.notNull().references('helpdock_tickets.id'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('id', key, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('client_id', key)
    .addPrimaryKeyConstraint('helpdock_notes_seq', ['ticket_id', 'seq'])
    .addUniqueConstraint('helpdock_notes_key', ['ticket_id', 'client_id'])
    .execute();
  await db.schema.createIndex('helpdock_notes_at').on('helpdock_notes').columns(['ticket_id', 'at', 'seq']).execute();
}

/** Ticket numbers are counted here and not by a sequence, because a sequence leaves a gap for each that was rolled back. */
async function createCounters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('helpdock_counters')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into helpdock_counters (name, value) values ('ticket_number', ${sql.lit(firstTicketNumber - 1)})`.execute(
    db,
  );
}

async function createGuestLinks(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_guest_links')
    .addColumn('hash', key, (column) => column.primaryKey().notNull())
    .addColumn('ticket_id', key, (column) => column.notNull().references('helpdock_tickets.id'))
    .addColumn('ticket_number', 'bigint', (column) => column.notNull())
    .addColumn('email', key, (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('judged', 'integer', (column) => column.notNull())
    .addColumn('challenge_id', key, (column) => column.unique())
    .addColumn('challenge', 'text')
    .execute();
  await createIndexes(db, 'helpdock_guest_links', { ticket: ['ticket_id', 'created_at'], end: ['expires_at'] });
}

async function createGuestSessions(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_guest_sessions')
    .addColumn('hash', key, (column) => column.primaryKey().notNull())
    .addColumn('link_hash', key, (column) => column.notNull())
    .addColumn('ticket_id', key, (column) => column.notNull().references('helpdock_tickets.id'))
    .addColumn('email', key, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .execute();
  await createIndexes(db, 'helpdock_guest_sessions', { ticket: ['ticket_id'], end: ['ends_at'] });
}

async function createGuestTallies(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_guest_tallies')
    .addColumn('name', key, (column) => column.primaryKey().notNull())
    .addColumn('times', 'text', (column) => column.notNull())
    .addColumn('newest_at', 'bigint', (column) => column.notNull())
    .execute();
  await createIndexes(db, 'helpdock_guest_tallies', { newest: ['newest_at'] });
}

async function createMails(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_mails')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('ticket_number', 'bigint', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .execute();
  await createIndexes(db, 'helpdock_mails', { due: ['due_at', 'id'] });
}

async function createFiles(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_files')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('ticket_id', key, (column) => column.notNull().references('helpdock_tickets.id'))
    .addColumn('author', key, (column) => column.notNull())
    .addColumn('client_id', key, (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('part_count', 'integer', (column) => column.notNull())
    .addColumn('parts', 'text', (column) => column.notNull())
    .addColumn('width', 'bigint')
    .addColumn('height', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('event_id', key)
    .addColumn('place', 'integer')
    .addUniqueConstraint('helpdock_files_key', ['ticket_id', 'author', 'client_id'])
    .addForeignKeyConstraint('helpdock_files_of_event', ['ticket_id', 'event_id'], 'helpdock_events', [
      'ticket_id',
      'id',
    ])
    .execute();
  await createIndexes(db, 'helpdock_files', { event: ['ticket_id', 'event_id'] });
  // What no message carries are a few files among all.
  for (const [name, column] of Object.entries({ abandoned: 'created_at', pending: 'author' }))
    await db.schema
      .createIndex(`helpdock_files_${name}`)
      .on('helpdock_files')
      .column(column)
      .where(sql.ref('event_id'), 'is', null)
      .execute();
}

async function createLooseBlobs(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_loose_blobs')
    .addColumn('key', key, (column) => column.primaryKey().notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
  await createIndexes(db, 'helpdock_loose_blobs', { since: ['since', 'key'] });
}

/** Nobody asks for changes from before they were counted, so those have no number. */
async function countChanges(db: Kysely<unknown>, key: KeyType): Promise<void> {
  await db.schema
    .createTable('helpdock_owners')
    .addColumn('owner', key, (column) => column.primaryKey().notNull())
    .addColumn('changes', 'bigint', (column) => column.notNull())
    .execute();
  for (const [table, column] of [
    ['helpdock_tickets', 'last_change'],
    ['helpdock_events', 'change'],
  ] as const)
    await db.schema
      .alterTable(table)
      .addColumn(column, 'bigint', (added) => added.notNull().defaultTo(0))
      .execute();
  await createIndexes(db, 'helpdock_tickets', { owner_change: ['owner', 'last_change'] });
}

async function createSecrets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('helpdock_secrets')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function createIndexes(db: Kysely<unknown>, table: string, indexes: Record<string, string[]>): Promise<void> {
  for (const [name, columns] of Object.entries(indexes))
    await db.schema.createIndex(`${table}_${name}`).on(table).columns(columns).execute();
}
