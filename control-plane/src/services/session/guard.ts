import type pg from 'pg';
import { type Failures, LOCKED_MS, locksNow, mayTry, stricter } from '../../access/sign-in-rule.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';

/** Where somebody tries a password: for whom, and from where. */
export interface Door {
  account: string;
  address: string | null;
}

const READ = `
SELECT subject, failures AS count, last_at AS "lastAt", now() AS now FROM sign_in_failure WHERE subject = ANY($1)`;

// Old failures count no more; so many in a row do.
const NOTE = `
INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ($1, 1, now())
ON CONFLICT (subject) DO UPDATE
   SET failures = CASE WHEN sign_in_failure.last_at < now() - make_interval(secs => $2) THEN 1 ELSE sign_in_failure.failures + 1 END,
       last_at = now()
RETURNING failures`;

const FORGET = `DELETE FROM sign_in_failure WHERE subject = $1 OR last_at < now() - make_interval(secs => $2)`;

type Parts = Pick<ServiceContext, 'pool' | 'origin'>;

const subjects = ({ account, address }: Door) => ({ account: `account/${account}`, address: `address/${address}` });

/**
 * Stops who guesses passwords, before one is looked at: an account that is locked is locked for the right one as well, or
 * a guesser would learn it.
 *
 * @throws ProblemError 423 or 429
 */
export async function refuseWhoGuesses({ pool }: Parts, door: Door): Promise<void> {
  const { account, address } = subjects(door);
  const { rows } = await pool.query<Failures & { subject: string; now: Date }>(READ, [[account, address]]);
  const of = (subject: string) => rows.find((row) => row.subject === subject) ?? null;
  const now = rows[0]?.now ?? new Date(0);
  const verdict = stricter(mayTry('account', of(account), now), mayTry('address', of(address), now));
  if (verdict.kind === 'try') return;
  if (verdict.kind === 'wait') {
    const seconds = Math.ceil(verdict.waitMs / 1000);
    throw new ProblemError({
      status: 429,
      code: 'sign_in_slowed',
      title: 'Too many wrong passwords',
      detail: `After several wrong passwords the next one is taken in ${seconds} s.`,
      advice: `Wait ${seconds} s and try again.`,
      retryAfterSeconds: seconds,
    });
  }
  throw new ProblemError({
    status: 423,
    code: 'sign_in_locked',
    title: 'Locked',
    detail:
      verdict.of === 'account'
        ? `After many wrong passwords this account takes none until ${verdict.until.toISOString()}.`
        : `After many wrong passwords none is taken from your address until ${verdict.until.toISOString()}.`,
    advice: 'Wait, or ask an administrator for a new password; on the host, ./longshore open gives a link.',
    retryAfterSeconds: Math.ceil((verdict.until.getTime() - now.getTime()) / 1000),
  });
}

/** Notes a wrong password; the audit log tells when it is the one that locks. */
export async function noteFailure({ pool, origin }: Parts, door: Door): Promise<void> {
  const named = subjects(door);
  for (const subject of ['account', 'address'] as const) {
    const count = await noted(pool, named[subject]);
    if (!locksNow(subject, count)) continue;
    const detail = { locked: subject, wrongPasswords: count, minutes: LOCKED_MS / 60_000 };
    await writeAudit(
      pool,
      { actor: 'nobody', origin },
      { action: 'SignInRefused', subjectType: 'user', subjectId: door.account, detail },
    );
  }
}

async function noted(pool: pg.Pool, subject: string): Promise<number> {
  const { rows } = await pool.query<{ failures: number }>(NOTE, [subject, LOCKED_MS / 1000]);
  return rows[0]?.failures ?? 0;
}

/** Forgets the failures of an account, and of everybody what is too old to count. Those of an address stay: it may guess others. */
export async function forgetFailures({ pool }: Pick<Parts, 'pool'>, { account }: Pick<Door, 'account'>): Promise<void> {
  await pool.query(FORGET, [subjects({ account, address: null }).account, LOCKED_MS / 1000]);
}
