import type { Permission } from '@longshore/schemas';
import type { Caller } from '../access/caller.ts';
import { identify } from '../access/identify.ts';
import type { WebRuntime } from './web-runtime.ts';

/** Whether somebody may still see what an answer that lasts shows them. */
export interface RightsWatch {
  /** Aborted when they may no longer. */
  signal: AbortSignal;
  stop(): void;
}

/** Longest a timer of Node's can wait. */
const TIMER_MAX_MS = 2 ** 31 - 1;

export interface WatchedRights {
  caller: Caller;
  headers: Headers;
  /** Null: being signed in is enough. */
  permission: Permission | null;
}

/**
 * Watches a caller for as long as an answer to them lasts: signed out, disabled, key revoked or expired, role taken away.
 * A change is heard of within moments, by the notice that pages get; should that be missed, by the hub's own look.
 */
export function watchRights(
  { hub, access, log }: Pick<WebRuntime, 'hub' | 'access' | 'log'>,
  { caller, headers, permission }: WatchedRights,
): RightsWatch {
  const ended = new AbortController();
  let looking = false;
  let again = false;
  const look = async (): Promise<void> => {
    again = looking;
    if (looking) return;
    looking = true;
    try {
      const now = await identify(access, headers);
      if (now === null || (permission !== null && !now.permissions.has(permission))) ended.abort();
    } catch (error) {
      // Nothing new can be shown either while the database is away.
      log.warn({ err: error }, 'it could not be looked whether somebody may still listen');
    } finally {
      looking = false;
    }
    if (again) await look();
  };
  const unsubscribe = hub.subscribe(({ type, subjects }) => {
    // Also at the hello: something may have changed since the caller was looked up.
    if (type !== 'beat' && subjects.includes('access')) void look();
  }, null);
  const leftMs = caller.expiresAt === null ? null : caller.expiresAt.getTime() - Date.now();
  const expiry =
    leftMs === null || leftMs > TIMER_MAX_MS ? undefined : setTimeout(() => void look(), Math.max(0, leftMs) + 100);
  expiry?.unref();
  return {
    signal: ended.signal,
    stop() {
      clearTimeout(expiry);
      unsubscribe();
    },
  };
}
