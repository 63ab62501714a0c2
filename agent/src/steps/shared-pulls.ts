import type { Clock } from '../clock.ts';
import type { Engine, PullProgress, RegistrySignIn } from '../engine/engine.ts';
import { EngineError } from '../engine/engine-error.ts';

/** What the last pull came to, for the health monitor. */
export interface LastPull {
  ok: boolean;
  detail: string;
}

interface SharedPull {
  ended: Promise<void>;
  abort: AbortController;
  listeners: Set<(progress: PullProgress) => void>;
  waiting: number;
}

/** What somebody wants pulled. */
export interface WantedPull {
  image: string;
  signIn: RegistrySignIn | null;
  timeoutMs: number;
  onProgress: (progress: PullProgress) => void;
}

/** One who waits for a pull. */
export interface PullWait {
  /** Resolves when the image is there; rejects with an `EngineError`. */
  done: Promise<void>;
  /** Waits no longer; the pull itself is given up when nobody waits for it. */
  leave: () => void;
}

/** The engine's own bound; each who waits has a shorter one of its own. */
const longestPullMs = 24 * 3_600_000;

/** Pulls each image once, however many attempts wait for it. */
export class SharedPulls {
  readonly #engine: Pick<Engine, 'pull'>;
  readonly #clock: Clock;
  readonly #pulls = new Map<string, SharedPull>();
  /** Null: none was made yet. */
  last: LastPull | null = null;

  constructor(engine: Pick<Engine, 'pull'>, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** Waits for an image for at most `timeoutMs`, beginning its pull if nobody has, signing in the same way. */
  join({ image, signIn, timeoutMs, onProgress }: WantedPull): PullWait {
    const name = nameOf(image, signIn);
    const pull = this.#pulls.get(name) ?? this.#begin(name, image, signIn);
    pull.waiting += 1;
    pull.listeners.add(onProgress);
    let leave: (reason: EngineError) => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = reject;
    });
    const timedOut = new EngineError('PULL_TIMED_OUT', 'pull', `${image} was not there within ${timeoutMs} ms`);
    const callOff = this.#clock.after(timeoutMs, () => leave(timedOut));
    const done = Promise.race([pull.ended, left]).finally(() => {
      callOff();
      pull.listeners.delete(onProgress);
      pull.waiting -= 1;
      if (pull.waiting > 0) return;
      pull.abort.abort();
      // Whoever comes now must not join a pull that is being given up.
      if (this.#pulls.get(name) === pull) this.#pulls.delete(name);
    });
    return { done, leave: () => leave(new EngineError('ABORTED', 'pull', 'no longer wanted')) };
  }

  #begin(name: string, image: string, signIn: RegistrySignIn | null): SharedPull {
    const abort = new AbortController();
    const listeners = new Set<(progress: PullProgress) => void>();
    const onProgress = (progress: PullProgress) => {
      for (const listener of listeners) listener(progress);
    };
    const options = { deadlineMs: longestPullMs, signal: abort.signal, signIn, onProgress };
    const ended = this.#engine.pull(image, options).then(
      () => {
        this.last = { ok: true, detail: `${image} was pulled` };
      },
      (error: unknown) => {
        this.#remember(image, error);
        throw error;
      },
    );
    const pull = { ended, abort, listeners, waiting: 0 };
    this.#pulls.set(name, pull);
    const forget = () => {
      if (this.#pulls.get(name) === pull) this.#pulls.delete(name);
    };
    ended.then(forget, forget);
    return pull;
  }

  /** A missing image says nothing about whether this host can pull; the registry's state does. */
  #remember(image: string, error: unknown): void {
    if (!(error instanceof EngineError) || error.code === 'ABORTED') return;
    const blames = error.code === 'REGISTRY_UNREACHABLE' || error.code === 'OUT_OF_DISK';
    this.last = { ok: !blames, detail: `${image}: ${error.message}` };
  }
}

/** Those who sign in differently do not share a pull: one of them may be refused. */
function nameOf(image: string, signIn: RegistrySignIn | null): string {
  return JSON.stringify([image, signIn?.username, signIn?.password]);
}
