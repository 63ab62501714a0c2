import { type KeptRegistry, putRegistryBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readRegistryName } from './read-registry-name.ts';
import { keepRegistryPassword } from './registry-secret.ts';

const UPSERT = `
INSERT INTO registry_credential (registry, username, secret) VALUES ($1, $2, $3)
ON CONFLICT (registry) DO UPDATE SET username = excluded.username, secret = excluded.secret, updated_at = now()`;

/**
 * Keeps how to sign in to a registry, in the place of what was kept before. Attempts that begin from now on use it.
 *
 * @throws ProblemError 422, or 503 when there is no key to keep secrets under
 */
export async function keepRegistry(ctx: ServiceContext, given: string, body: unknown): Promise<KeptRegistry> {
  requirePermission(ctx, 'registries:write');
  const registry = readRegistryName(given);
  const { username, password } = validate(putRegistryBody, body);
  if (!ctx.vault.ready) throw withoutKey();
  const secret = await keepRegistryPassword(ctx.vault, registry, password);
  await inTransaction(ctx.pool, async (client) => {
    await client.query(UPSERT, [registry, username, secret]);
    const detail = { username };
    await writeAudit(client, ctx, { action: 'RegistrySignedIn', subjectType: 'registry', subjectId: registry, detail });
    await client.query(notifyStatement(['jobs']));
  });
  return { registry, username };
}

function withoutKey(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'no_secret_key',
    title: 'No key to keep secrets under',
    detail: 'The control plane has no key to encrypt credentials with, so it does not keep any.',
    advice:
      'Set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them: openssl rand -base64 32 makes one.',
  });
}
