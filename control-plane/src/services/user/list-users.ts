import type { Users } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readUsers } from './read-users.ts';

/** Most that are listed. */
const LISTED_MAX = 1_000;

/** Who may sign in, by name. */
export async function listUsers(ctx: ServiceContext): Promise<Users> {
  requirePermission(ctx, 'users:read');
  return { items: await readUsers(ctx.pool, `ORDER BY u.name, u.id LIMIT ${LISTED_MAX}`, []) };
}
