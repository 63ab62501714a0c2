import { createHmac, timingSafeEqual } from 'node:crypto';
import { ID_PATTERN, WORKER_KEY_PREFIX } from '@longshore/schemas';

const ID_LENGTH = 36;

/** Derived, so that what signs workers' keys is none of the keys that encrypt. */
function signature(secretKey: Uint8Array, attemptId: string): Buffer {
  const own = createHmac('sha256', secretKey).update('longshore worker keys').digest();
  return createHmac('sha256', own).update(attemptId).digest();
}

/**
 * The key of a worker that runs as an attempt of the fleet. It is not kept: whoever has the control plane's secret key can
 * make it again. It counts as long as the attempt is open.
 */
export function workerKey(secretKey: Uint8Array, attemptId: string): string {
  return `${WORKER_KEY_PREFIX}${attemptId}.${signature(secretKey, attemptId).toString('base64url')}`;
}

/** The attempt whose key was shown; null: it is none that was signed with one of the keys. */
export function readWorkerKey(secretKeys: readonly Uint8Array[], shown: string): string | null {
  if (!shown.startsWith(WORKER_KEY_PREFIX)) return null;
  const rest = shown.slice(WORKER_KEY_PREFIX.length);
  const attemptId = rest.slice(0, ID_LENGTH);
  const given = Buffer.from(rest.slice(ID_LENGTH + 1), 'base64url');
  if (!ID_PATTERN.test(attemptId) || rest[ID_LENGTH] !== '.') return null;
  const known = secretKeys.some((key) => {
    const wanted = signature(key, attemptId);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  return known ? attemptId : null;
}
