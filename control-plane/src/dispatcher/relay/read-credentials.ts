import type { RegistryCredential } from '@longshore/schemas/sealed';
import type pg from 'pg';
import { type Vault, VaultError } from '../../secrets/vault.ts';
import { readRegistryPassword } from '../../services/registry/registry-secret.ts';

const READ = 'SELECT registry, username, secret FROM registry_credential WHERE registry = ANY($1::text[])';

interface Kept {
  registry: string;
  username: string;
  secret: string;
}

/**
 * Reads how to sign in to registries. One whose password cannot be read is left out and told: its images are then
 * asked for without signing in, and the registry's answer ends the attempt in words.
 */
export async function readCredentials(
  pool: pg.Pool,
  vault: Vault,
  registries: readonly string[],
  onUnreadable: (registry: string, error: VaultError) => void,
): Promise<Map<string, RegistryCredential>> {
  const credentials = new Map<string, RegistryCredential>();
  if (registries.length === 0) return credentials;
  const { rows } = await pool.query<Kept>(READ, [[...new Set(registries)]]);
  for (const { registry, username, secret } of rows) {
    try {
      credentials.set(registry, { username, password: await readRegistryPassword(vault, registry, secret) });
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      onUnreadable(registry, error);
    }
  }
  return credentials;
}
