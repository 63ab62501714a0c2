import type { Vault } from '../../secrets/vault.ts';

const purposeOf = (registry: string) => `password of ${registry}`;

/** Encrypts a registry's password for its row. */
export function keepRegistryPassword(vault: Vault, registry: string, password: string): Promise<string> {
  return vault.encrypt(password, purposeOf(registry));
}

/** @throws VaultError */
export function readRegistryPassword(vault: Vault, registry: string, secret: string): Promise<string> {
  return vault.decrypt(secret, purposeOf(registry));
}
