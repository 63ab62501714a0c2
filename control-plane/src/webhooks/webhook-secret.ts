import { randomBytes } from 'node:crypto';
import type { Vault } from '../secrets/vault.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

const purposeOf = (webhookId: string) => `secret of webhook ${webhookId}`;

/** A new secret as Standard Webhooks writes one: `whsec_` and random bytes in Base64. */
export function makeWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The bytes that requests are signed with. */
export function keyOfSecret(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

/** Encrypts a webhook's secret for its row. @throws VaultError when there is no key */
export function keepWebhookSecret(vault: Vault, webhookId: string, secret: string): Promise<string> {
  return vault.encrypt(secret, purposeOf(webhookId));
}

/** @throws VaultError */
export function readWebhookSecret(vault: Vault, webhookId: string, kept: string): Promise<string> {
  return vault.decrypt(kept, purposeOf(webhookId));
}
