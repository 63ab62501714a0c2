import type { Session } from '@longshore/schemas';
import type { Caller } from '../../access/caller.ts';

/** Who asks and what they may do, as a client reads it. */
export function sessionView({ user, by, permissions, expiresAt }: Caller): Session {
  return {
    user,
    // A worker’s key is one of the API, though of a kind of its own.
    by: by === 'system' ? 'owner-key' : by === 'worker' ? 'api-key' : by,
    permissions: [...permissions],
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
