import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StackSecrets } from '../plan/stack-layout.ts';

const secretsSchema = z.object({
  databasePassword: z.string().default(password),
  registryPassword: z.string().default(password),
  secretKey: z.string().default(() => randomBytes(32).toString('base64')),
  ownerKey: z.string().default(() => `lso_${randomBytes(32).toString('base64url')}`),
});

function secretsPath(stateDirectory: string): string {
  return join(stateDirectory, 'secrets.json');
}

/** Reads this clone's secrets; makes up those that are not there yet. */
export function loadSecrets(stateDirectory: string): StackSecrets {
  const path = secretsPath(stateDirectory);
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  const secrets = secretsSchema.parse(JSON.parse(kept));
  const text = `${JSON.stringify(secrets, null, 2)}\n`;
  if (text === kept) return secrets;
  mkdirSync(stateDirectory, { recursive: true });
  writeFileSync(path, text, { mode: 0o600 });
  return secrets;
}

/** The owner key alone, where there is one and this user may read it; makes nothing up. */
export function readOwnerKey(stateDirectory: string): string | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(secretsPath(stateDirectory), 'utf8'));
    return z.object({ ownerKey: z.string().optional() }).parse(kept).ownerKey;
  } catch (error) {
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Letters and digits only: it goes into addresses and SQL. */
function password(): string {
  return randomBytes(18).toString('hex');
}
