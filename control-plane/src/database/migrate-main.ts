import path from 'node:path';
import { parsedOrExit } from '../configuration/parse-environment.ts';
import { readMigrationConfig } from './config.ts';
import { migrate } from './migrate.ts';

const config = parsedOrExit(readMigrationConfig);
try {
  const applied = await migrate(config.databaseUrl, path.join(import.meta.dirname, '../../prisma/migrations'));
  process.stdout.write(applied.length === 0 ? 'database is up to date\n' : `applied ${applied.join(', ')}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
