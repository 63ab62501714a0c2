import type { User } from '@longshore/schemas';
import type pg from 'pg';
import { roleOf } from '../../access/caller.ts';

interface Row {
  id: string;
  name: string;
  email: string;
  role: string;
  disabled: boolean;
  createdAt: Date;
  sessions: number;
  keys: number;
  lastSeenAt: Date | null;
}

const SELECT = `
SELECT u.id, u.name, u.email, u.role, u.disabled, u.created_at AS "createdAt",
       (SELECT count(*)::int FROM user_session s WHERE s.user_id = u.id AND s.expires_at > now()) AS sessions,
       (SELECT count(*)::int FROM api_key k WHERE k.user_id = u.id AND (k.expires_at IS NULL OR k.expires_at > now())) AS keys,
       greatest((SELECT max(s.updated_at) FROM user_session s WHERE s.user_id = u.id),
                (SELECT max(k.last_used_at) FROM api_key k WHERE k.user_id = u.id)) AS "lastSeenAt"
  FROM users u`;

/** Users as they are shown. @param rest - what follows `SELECT … FROM users u`, a constant of ours */
export async function readUsers(
  client: Pick<pg.Pool, 'query'>,
  rest: string,
  values: readonly unknown[],
): Promise<User[]> {
  const { rows } = await client.query<Row>(`${SELECT} ${rest}`, [...values]);
  return rows.map(({ role, createdAt, lastSeenAt, ...row }) => ({
    ...row,
    role: roleOf(role),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }));
}
