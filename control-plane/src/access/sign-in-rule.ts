/** Wrong passwords in a row, for one account or from one address. */
export interface Failures {
  count: number;
  lastAt: Date;
}

/** What is allowed of one account or address. */
interface Limits {
  /** From so many on each must wait, twice as long each time. */
  slowFrom: number;
  /** From so many on none is taken for a while. */
  lockFrom: number;
}

/** An address may be that of many people behind one router: it is given more. */
const LIMITS: Record<'account' | 'address', Limits> = {
  account: { slowFrom: 5, lockFrom: 12 },
  address: { slowFrom: 30, lockFrom: 100 },
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
export const LOCKED_MS = 15 * 60_000;

export type Verdict =
  | { kind: 'try' }
  | { kind: 'wait'; waitMs: number }
  | { kind: 'locked'; until: Date; of: 'account' | 'address' };

/**
 * Whether a password may be tried. Whoever guesses is slowed after a few, then locked out for a while: at most 12 guesses
 * of one account in a quarter of an hour (OWASP ASVS 5.0 § 6.3.1 asks for a limit; the figures are ours).
 */
export function mayTry(of: 'account' | 'address', failures: Failures | null, now: Date): Verdict {
  if (failures === null) return { kind: 'try' };
  const { slowFrom, lockFrom } = LIMITS[of];
  const sinceMs = now.getTime() - failures.lastAt.getTime();
  if (failures.count < slowFrom || sinceMs >= LOCKED_MS) return { kind: 'try' };
  if (failures.count >= lockFrom) {
    return { kind: 'locked', until: new Date(failures.lastAt.getTime() + LOCKED_MS), of };
  }
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures.count - slowFrom), LONGEST_WAIT_MS);
  return sinceMs >= wait ? { kind: 'try' } : { kind: 'wait', waitMs: wait - sinceMs };
}

/** How many wrong passwords there are with one more: old ones count no more. */
export function withOneMore({ count, lastAt }: Failures, now: Date): number {
  return now.getTime() - lastAt.getTime() >= LOCKED_MS ? 1 : count + 1;
}

/** Whether the failure that makes it so many is the one that locks. */
export function locksNow(of: 'account' | 'address', count: number): boolean {
  return count === LIMITS[of].lockFrom;
}

/** The stricter of two verdicts. */
export function stricter(one: Verdict, other: Verdict): Verdict {
  if (one.kind === 'locked') return one;
  if (other.kind === 'locked') return other;
  if (one.kind === 'wait' && other.kind === 'wait') return one.waitMs >= other.waitMs ? one : other;
  return one.kind === 'wait' ? one : other;
}
