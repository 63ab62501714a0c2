import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StackSecrets } from '../plan/stack-layout.ts';

const secretsSchema = z.object({ databasePassword: z.string(), registryPassword: z.string() });

/** Reads this clone's passwords; at the first time makes them up. */
export function loadSecrets(stateDirectory: string): StackSecrets {
  const path = join(stateDirectory, 'secrets.json');
  if (existsSync(path)) return secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const made: StackSecrets = { databasePassword: password(), registryPassword: password() };
  mkdirSync(stateDirectory, { recursive: true });
  writeFileSync(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

/** Letters and digits only: it goes into addresses and SQL. */
function password(): string {
  return randomBytes(18).toString('hex');
}
