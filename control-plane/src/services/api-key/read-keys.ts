import { type ApiKey, PERMISSIONS } from '@longshore/schemas';
import type pg from 'pg';

interface Row {
  id: string;
  name: string;
  start: string;
  scope: string[] | null;
  expired: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  userId: string;
  userName: string;
  email: string;
}

const SELECT = `
SELECT k.id, k.name, k.start, k.scope, coalesce(k.expires_at <= now(), false) AS expired, k.created_at AS "createdAt",
       k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", u.id AS "userId", u.name AS "userName", u.email
  FROM api_key k JOIN users u ON u.id = k.user_id`;

/** Keys as they are shown. @param rest - what follows the FROM, a constant of ours */
export async function readKeys(
  client: Pick<pg.Pool, 'query'>,
  rest: string,
  values: readonly unknown[],
): Promise<ApiKey[]> {
  const { rows } = await client.query<Row>(`${SELECT} ${rest}`, [...values]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    start: row.start,
    owner: { id: row.userId, name: row.userName, email: row.email },
    scope: row.scope === null ? null : PERMISSIONS.filter((permission) => row.scope?.includes(permission)),
    state: row.expired ? 'expired' : 'active',
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}
