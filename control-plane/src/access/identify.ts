import { timingSafeEqual } from 'node:crypto';
import { API_KEY_PREFIX } from '@longshore/schemas';
import type pg from 'pg';
import { hashKey } from './api-key.ts';
import { type Caller, keyCaller, OWNER, sessionCaller, workerCaller } from './caller.ts';
import type { Auth } from './create-auth.ts';
import { readWorkerKey } from './worker-key.ts';

/** What a request's credentials are held against. */
export interface IdentifyParts {
  auth: Auth;
  pool: pg.Pool;
  /** SHA-256 of the key in the configuration; null: there is none. */
  ownerKeyHash: string | null;
  /** With one of which the keys of workers are signed. */
  secretKeys: readonly Uint8Array[];
}

/** Named, so that each connection plans it once: it is asked with every request that shows a key. */
const KEY = {
  name: 'identify-key',
  text: `
SELECT k.id, k.name, k.scope, k.expires_at AS "expiresAt",
       u.id AS "userId", u.name AS "userName", u.email, u.role,
       coalesce(k.last_used_at < now() - interval '1 minute', true) AS "useIsNews"
  FROM api_key k JOIN users u ON u.id = k.user_id
 WHERE k.hash = $1 AND NOT u.disabled AND (k.expires_at IS NULL OR k.expires_at > now())`,
};

const USED = `UPDATE api_key SET last_used_at = now() WHERE id = $1`;

interface FoundKey {
  id: string;
  name: string;
  scope: string[] | null;
  expiresAt: Date | null;
  userId: string;
  userName: string;
  email: string;
  role: string;
  useIsNews: boolean;
}

/** The credentials of `Authorization: Bearer …`; null where there are none. */
function bearer(headers: Headers): string | null {
  return /^Bearer +([\w.~+/=-]{1,500}) *$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
}

/**
 * Who asks, by the key that they show or the session of their browser. A key that is shown and does not count is not made
 * up for by a session: whoever sends one wants to be who it says.
 *
 * @returns null: nobody that we know
 */
export async function identify(parts: IdentifyParts, headers: Headers): Promise<Caller | null> {
  const { auth, pool, ownerKeyHash, secretKeys } = parts;
  if (headers.has('authorization')) {
    const shown = bearer(headers);
    if (shown === null) return null;
    const hash = hashKey(shown);
    if (ownerKeyHash !== null && timingSafeEqual(Buffer.from(hash), Buffer.from(ownerKeyHash))) return OWNER;
    if (shown.startsWith(API_KEY_PREFIX)) return identifyKey(pool, hash);
    const attemptId = readWorkerKey(secretKeys, shown);
    return attemptId === null ? null : identifyWorker(pool, attemptId);
  }
  if (!headers.has('cookie')) return null;
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (found === null || found.user.disabled) return null;
  return sessionCaller({ ...found.user }, found.session);
}

// The key of an attempt that has ended counts no more, nor that of one which is no worker.
const WORKS = `
SELECT 1 FROM attempt a JOIN job j ON j.id = a.job_id WHERE a.id = $1 AND a.ended_at IS NULL AND j.spec -> 'work' <> 'null'`;

async function identifyWorker(pool: pg.Pool, attemptId: string): Promise<Caller | null> {
  const { rowCount } = await pool.query(WORKS, [attemptId]);
  return rowCount === 1 ? workerCaller(attemptId) : null;
}

async function identifyKey(pool: pg.Pool, hash: string): Promise<Caller | null> {
  const { rows } = await pool.query<FoundKey>({ ...KEY, values: [hash] });
  const [key] = rows;
  if (key === undefined) return null;
  // At most one write a minute, however often it is shown.
  if (key.useIsNews) await pool.query(USED, [key.id]);
  return keyCaller({ id: key.userId, name: key.userName, email: key.email, role: key.role }, key);
}
