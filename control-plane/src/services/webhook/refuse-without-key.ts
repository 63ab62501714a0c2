import { ProblemError } from '../../http/problem-error.ts';
import type { Vault } from '../../secrets/vault.ts';

/** @throws ProblemError 503 when there is no key to keep a webhook's secret under */
export function refuseWithoutKey(vault: Vault): void {
  if (vault.ready) return;
  throw new ProblemError({
    status: 503,
    code: 'no_secret_key',
    title: 'No key to keep secrets under',
    detail: 'The control plane has no key to encrypt the secret of a webhook with, so it does not make any.',
    advice:
      'Set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them: openssl rand -base64 32 makes one.',
  });
}
