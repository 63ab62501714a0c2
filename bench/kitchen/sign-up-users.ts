import { newId } from '@longshore/schemas';
import type pg from 'pg';
import { makeKey } from '../../control-plane/src/access/api-key.ts';
import { toJson } from '../../control-plane/src/database/to-json.ts';

/** Rows of one statement: few enough that it takes no long breath. */
const ROWS_AT_ONCE = 1_000;

const USERS = `
INSERT INTO users (id, name, email, role, email_verified)
SELECT u.id, u.name, u.email, 'operator', true FROM jsonb_to_recordset($1::jsonb) AS u(id uuid, name text, email text)`;

const KEYS = `
INSERT INTO api_key (id, user_id, name, start, hash)
SELECT k.id, k."user", 'bench', k.start, k.hash
FROM jsonb_to_recordset($1::jsonb) AS k(id uuid, "user" uuid, start text, hash text)`;

/**
 * Writes people who may place orders, each with an API key: making them one by one, by invitations, is not what is
 * measured.
 *
 * @returns their keys
 */
export async function signUpUsers(database: Pick<pg.Pool, 'query'>, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const people = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, n) => {
      const name = `Diner ${from + n + 1}`;
      return { id: newId(), name, email: `diner-${from + n + 1}@bench.invalid`, made: makeKey() };
    });
    await database.query(USERS, [toJson(people.map(({ id, name, email }) => ({ id, name, email })))]);
    const rows = people.map(({ id, made: { start, hash } }) => ({ id: newId(), user: id, start, hash }));
    await database.query(KEYS, [toJson(rows)]);
    keys.push(...people.map(({ made }) => made.key));
  }
  return keys;
}
