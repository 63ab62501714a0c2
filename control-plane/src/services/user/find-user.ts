import type { User } from '@longshore/schemas';
import type pg from 'pg';
import { notFound } from '../../http/problem-error.ts';
import { readUsers } from './read-users.ts';

/** @throws ProblemError 404 */
export async function findUser(client: Pick<pg.Pool, 'query'>, id: string): Promise<User> {
  const [user] = await readUsers(client, 'WHERE u.id::text = $1', [id]);
  if (user === undefined) throw notFound(`There is no user ${id}.`, 'GET /api/v1/users lists them.');
  return user;
}
