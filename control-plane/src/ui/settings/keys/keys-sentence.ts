import type { ApiKey } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';

/** The one line that answers which programs may ask: `3 active keys · 1 never used · 1 expired`. */
export function keysSentence(keys: readonly Pick<ApiKey, 'state' | 'lastUsedAt'>[]): string {
  const active = keys.filter(({ state }) => state === 'active');
  const unused = active.filter(({ lastUsedAt }) => lastUsedAt === null).length;
  const expired = keys.length - active.length;
  return [
    active.length === 0 ? 'No active key' : plural(active.length, 'active key'),
    ...(unused === 0 ? [] : [`${unused} never used`]),
    ...(expired === 0 ? [] : [`${expired} expired`]),
  ].join(' · ');
}
