import type { Caller } from '../../access/caller.ts';

/** Names the credential that a worker is bound to: no other may speak for it. */
export function workerOwner({ by, credentialId, user }: Caller): string {
  if (by === 'worker') return `attempt/${credentialId}`;
  return by === 'api-key' ? `key/${credentialId}` : (user?.id ?? by);
}
