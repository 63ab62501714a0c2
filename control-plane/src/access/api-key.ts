import { createHash, randomBytes } from 'node:crypto';
import { API_KEY_PREFIX } from '@longshore/schemas';

/** So much of a key is shown later: its prefix and a few characters. */
const SHOWN = API_KEY_PREFIX.length + 6;

/** What is kept of a key. It is 32 random bytes, so a fast hash is enough: nobody can try them all. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export interface MadeKey {
  key: string;
  start: string;
  hash: string;
}

/** @param random - 32 random bytes; given by tests */
export function makeKey(random: Uint8Array = randomBytes(32)): MadeKey {
  const key = `${API_KEY_PREFIX}${Buffer.from(random).toString('base64url')}`;
  return { key, start: key.slice(0, SHOWN), hash: hashKey(key) };
}
