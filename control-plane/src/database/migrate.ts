import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** Any number that nothing else locks: one migration at a time over all processes. */
const MIGRATION_LOCK = 7_210_441_001;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** A migration that cannot be applied, with what to do about it. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The table in which the Prisma command line records migrations; same shape, so that `prisma migrate deploy` agrees. */
const RECORD_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(path.join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

async function createDatabaseIfMissing(databaseUrl: string): Promise<void> {
  const probe = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await probe.connect();
    return;
  } catch (error) {
    // 3D000: invalid_catalog_name, the only case that creating the database cures.
    if (!(error instanceof pg.DatabaseError) || error.code !== '3D000') throw error;
  } finally {
    await probe.end();
  }
  const url = new URL(databaseUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = '/postgres';
  const admin = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 10_000 });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // 42P04, 23505: another process made it in the meantime.
    if (!(error instanceof pg.DatabaseError) || (error.code !== '42P04' && error.code !== '23505')) throw error;
  } finally {
    await admin.end();
  }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(`migration ${migration.name} failed and was undone: ${String(error)}`, { cause: error });
  }
}

/**
 * Brings the database to the newest migration, making the database itself if it is missing. Safe to run from many
 * processes at once: one applies, the others wait and find it done.
 *
 * @param databaseUrl - of the control plane's database
 * @param folder - of the migrations, each a folder with a migration.sql
 * @returns the names of the migrations that were applied now
 * @throws MigrationError when an applied migration differs from its file, or one fails
 */
export async function migrate(databaseUrl: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  if (migrations.length === 0) throw new MigrationError(`no migrations in ${folder}`);
  await createDatabaseIfMissing(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(RECORD_TABLE);
    const recorded = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL',
    );
    const known = new Map(recorded.rows.map((row) => [row.migration_name, row]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const record = known.get(migration.name);
      if (record === undefined) {
        await applyOne(client, migration);
        applied.push(migration.name);
      } else if (record.finished_at === null) {
        throw new MigrationError(
          `migration ${migration.name} was begun elsewhere and never finished: resolve it first`,
        );
      } else if (record.checksum !== migration.checksum) {
        throw new MigrationError(`migration ${migration.name} was changed after it was applied: add a new one instead`);
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}
