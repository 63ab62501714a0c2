import type { ApiKeys } from '@longshore/schemas';
import { requirePerson } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readKeys } from './read-keys.ts';

/** Most that are listed. */
const LISTED_MAX = 1_000;

/** The caller's keys; everybody's where the caller may see users. */
export async function listKeys(ctx: ServiceContext): Promise<ApiKeys> {
  const everybody = ctx.caller.permissions.has('users:read');
  const rest = `WHERE $1 OR k.user_id::text = $2 ORDER BY k.id DESC LIMIT ${LISTED_MAX}`;
  const of = everybody ? (ctx.caller.user?.id ?? '') : requirePerson(ctx).id;
  return { items: await readKeys(ctx.pool, rest, [everybody, of]) };
}
