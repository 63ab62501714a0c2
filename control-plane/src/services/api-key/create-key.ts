import { createApiKeyBody, type NewApiKey, newId } from '@longshore/schemas';
import { makeKey } from '../../access/api-key.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requireSession } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readKeys } from './read-keys.ts';

/** So many has nobody who looks after them. */
const KEYS_MAX = 100;

const COUNT = 'SELECT count(*)::int AS count FROM api_key WHERE user_id = $1';
const INSERT = `
INSERT INTO api_key (id, user_id, name, start, hash, scope, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7::int))`;

/**
 * Makes a key of the caller's for a program. It is told once: only a hash of it is kept.
 *
 * @throws ProblemError 403, 409 or 422
 */
export async function createKey(ctx: ServiceContext, body: unknown): Promise<NewApiKey> {
  const user = requireSession(ctx);
  const { name, scope, expiresInDays } = validate(createApiKeyBody, body);
  const id = newId();
  const { key, start, hash } = makeKey();
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ count: number }>(COUNT, [user.id]);
    if ((rows[0]?.count ?? 0) >= KEYS_MAX) {
      throw conflict(
        `There are ${KEYS_MAX} keys of yours already.`,
        'Revoke those that nothing uses.',
        'too_many_keys',
      );
    }
    await client.query(INSERT, [id, user.id, name, start, hash, scope ?? null, expiresInDays ?? null]);
    const detail = { name, scope: scope ?? 'everything', expiresInDays: expiresInDays ?? null };
    await writeAudit(client, ctx, { action: 'ApiKeyCreated', subjectType: 'api-key', subjectId: id, detail });
  });
  const [apiKey] = await readKeys(ctx.pool, 'WHERE k.id = $1', [id]);
  if (apiKey === undefined) throw new Error(`the key ${id} was made and is not there`);
  return { apiKey, key };
}
