import { z } from 'zod';
import { databaseUrlField } from '../configuration/fields.ts';
import { parseEnvironment } from '../configuration/parse-environment.ts';

const schema = z.object({ DATABASE_URL: databaseUrlField });

/** Settings of the migration runner. */
export function readMigrationConfig(): Readonly<{ databaseUrl: string }> {
  return Object.freeze({ databaseUrl: parseEnvironment(schema, process.env).DATABASE_URL });
}
