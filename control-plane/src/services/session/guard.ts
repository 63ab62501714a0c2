import {
  type Failures,
  LOCKED_MS,
  locksNow,
  mayTry,
  stricter,
  type Verdict,
  withOneMore,
} from '../../access/sign-in-rule.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';

/** Where somebody tries a password: for whom, and from where. */
export interface Door {
  account: string;
  address: string | null;
}

/** A try that counts as failed from before the password is looked at until it was right: by subject, how many with it. */
interface CountedTry {
  account: Counted;
  address: Counted;
}

interface Counted {
  subject: string;
  count: number;
  /** When this one began, and the one before. */
  at: Date;
  lastAt: Date;
}

// Locks both rows, whether they are there or not, the account's first: two of them never wait for each other.
const LOCK = `
INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ($1, 0, clock_timestamp()), ($2, 0, clock_timestamp())
ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures
RETURNING subject, failures AS count, last_at AS "lastAt"`;

// Asked once the rows are held: in a moment that was told before, others may have tried.
const NOW = 'SELECT clock_timestamp() AS now';

const COUNT = 'UPDATE sign_in_failure SET failures = $2, last_at = $3 WHERE subject = $1';

const TAKE_BACK = `
UPDATE sign_in_failure SET failures = greatest(failures - 1, 0), last_at = CASE WHEN last_at = $2 THEN $3 ELSE last_at END
 WHERE subject = $1`;

const FORGET = 'DELETE FROM sign_in_failure WHERE subject = $1';

// What somebody holds is left to the next: to wait for it, holding others, could be for ever.
const FORGET_OLD = `
DELETE FROM sign_in_failure WHERE subject IN (
  SELECT subject FROM sign_in_failure WHERE last_at < now() - make_interval(secs => $1) FOR UPDATE SKIP LOCKED)`;

type Parts = Pick<ServiceContext, 'pool' | 'origin'>;

const subjects = ({ account, address }: Door) => ({ account: `account/${account}`, address: `address/${address}` });

/**
 * Stops who guesses passwords, before one is looked at: an account that is locked is locked for the right one as well, or
 * a guesser would learn it. Whoever may try has failed until the password was right, so that others who try meanwhile,
 * here or in another process, count this one.
 *
 * @throws ProblemError 423 or 429
 */
export async function countTry({ pool }: Parts, door: Door): Promise<CountedTry> {
  const { account, address } = subjects(door);
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Failures & { subject: string }>(LOCK, [account, address]);
    const now = (await client.query<{ now: Date }>(NOW)).rows[0]?.now ?? new Date();
    const of = (subject: string): Failures => rows.find((row) => row.subject === subject) ?? { count: 0, lastAt: now };
    const counted = (subject: string): Counted => {
      const failures = of(subject);
      return { subject, count: withOneMore(failures, now), at: now, lastAt: failures.lastAt };
    };
    refuse(stricter(mayTry('account', of(account), now), mayTry('address', of(address), now)), now);
    const tried = { account: counted(account), address: counted(address) };
    for (const { subject, count, at } of [tried.account, tried.address])
      await client.query(COUNT, [subject, count, at]);
    return tried;
  });
}

/** @throws ProblemError 423 or 429 unless one may try */
function refuse(verdict: Verdict, now: Date): void {
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

/** Lets a try stay counted, whose password was wrong; the audit log tells when it is the one that locks. */
export async function noteFailure({ pool, origin }: Parts, door: Door, tried: CountedTry): Promise<void> {
  for (const subject of ['account', 'address'] as const) {
    const { count } = tried[subject];
    if (!locksNow(subject, count)) continue;
    const detail = { locked: subject, wrongPasswords: count, minutes: LOCKED_MS / 60_000 };
    await writeAudit(
      pool,
      { actor: 'nobody', origin },
      { action: 'SignInRefused', subjectType: 'user', subjectId: door.account, detail },
    );
  }
}

/** Takes a try back whose password was right. Whoever waits for one that failed before waits no longer for this one. */
export async function takeTryBack({ pool }: Pick<Parts, 'pool'>, tried: CountedTry): Promise<void> {
  for (const { subject, at, lastAt } of [tried.account, tried.address]) {
    await pool.query(TAKE_BACK, [subject, at, lastAt]);
  }
}

/** Forgets the failures of an account, and of everybody what is too old to count. Those of an address stay: it may guess others. */
export async function forgetFailures({ pool }: Pick<Parts, 'pool'>, { account }: Pick<Door, 'account'>): Promise<void> {
  await pool.query(FORGET, [subjects({ account, address: null }).account]);
  await pool.query(FORGET_OLD, [LOCKED_MS / 1000]);
}
