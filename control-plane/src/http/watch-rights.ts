import type { Permission } from '@longshore/schemas';
import type { Caller } from '../access/caller.ts';
import { identify } from '../access/identify.ts';
import type { StreamEvent } from '../live/event-hub.ts';
import type { WebRuntime } from './web-runtime.ts';

export interface WatchedRights {
  caller: Caller;
  headers: Headers;
  /** Null: being signed in is enough. */
  permission: Permission | null;
}

/** An end this near gets a timer of its own; until then it is looked at with each event, and they come more often. */
const NEAR_MS = 30_000;

/**
 * Watches a caller for as long as an answer to them lasts: signed out, disabled, key revoked or expired, role taken away.
 * It hears of changes from whoever made it. There may be thousands: it keeps what it needs and no more.
 */
export class RightsOfListener {
  readonly #runtime: Pick<WebRuntime, 'access' | 'log'>;
  readonly #authorization: string | null;
  readonly #cookie: string | null;
  readonly #permission: Permission | null;
  readonly #onLost: () => void;
  #expiresAt: Date | null;
  #expiry: NodeJS.Timeout | undefined;
  #looking = false;
  #again = false;
  #stopped = false;

  /** @param onLost - called once, when they may no longer */
  constructor(
    runtime: Pick<WebRuntime, 'access' | 'log'>,
    { caller, headers, permission }: WatchedRights,
    onLost: () => void,
  ) {
    this.#runtime = runtime;
    this.#authorization = headers.get('authorization');
    this.#cookie = headers.get('cookie');
    this.#permission = permission;
    this.#onLost = onLost;
    this.#expiresAt = caller.expiresAt;
  }

  /** To be told of each event of the hub, of beats too. */
  hear({ type, subjects }: Pick<StreamEvent, 'type' | 'subjects'>): void {
    if (this.#stopped) return;
    this.#awaitExpiry();
    // At the hello: something may have changed since the caller was looked up.
    if (type === 'hello' || subjects.includes('access')) void this.#look();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#expiry);
  }

  #awaitExpiry(): void {
    if (this.#expiresAt === null || this.#expiry !== undefined) return;
    const leftMs = this.#expiresAt.getTime() - Date.now();
    if (leftMs > NEAR_MS) return;
    this.#expiry = setTimeout(() => {
      this.#expiry = undefined;
      void this.#look();
    }, Math.max(0, leftMs) + 100);
    this.#expiry.unref();
  }

  async #look(): Promise<void> {
    this.#again = this.#looking;
    if (this.#looking) return;
    this.#looking = true;
    const { access, log } = this.#runtime;
    try {
      const now = await identify(access, this.#credentials());
      if (now === null || (this.#permission !== null && !now.permissions.has(this.#permission))) this.#lose();
      else this.#expiresAt = now.expiresAt;
    } catch (error) {
      // Nothing new can be shown either while the database is away.
      log.warn({ err: error }, 'it could not be looked whether somebody may still listen');
    } finally {
      this.#looking = false;
    }
    if (this.#again && !this.#stopped) await this.#look();
  }

  #lose(): void {
    if (this.#stopped) return;
    this.stop();
    this.#onLost();
  }

  #credentials(): Headers {
    const headers = new Headers();
    if (this.#authorization !== null) headers.set('authorization', this.#authorization);
    if (this.#cookie !== null) headers.set('cookie', this.#cookie);
    return headers;
  }
}

/** Whether somebody may still see what an answer that lasts shows them. */
export interface RightsWatch {
  /** Aborted when they may no longer. */
  signal: AbortSignal;
  stop(): void;
}

/**
 * Watches a caller who hears no events themselves. A change is heard of within moments, by the notice that pages get;
 * should that be missed, by the hub's own look.
 */
export function watchRights(runtime: Pick<WebRuntime, 'hub' | 'access' | 'log'>, watched: WatchedRights): RightsWatch {
  const ended = new AbortController();
  const rights = new RightsOfListener(runtime, watched, () => ended.abort());
  const unsubscribe = runtime.hub.subscribe((event) => rights.hear(event), null);
  return {
    signal: ended.signal,
    stop() {
      rights.stop();
      unsubscribe();
    },
  };
}
