import type { Logger } from 'pino';
import { type Clock, pause } from '../clock.ts';
import type { ReachFailpoint } from '../failpoints.ts';
import { OffsetLedger } from './offset-ledger.ts';

export interface LaneCommitsOptions {
  clock: Clock;
  log: Logger;
  reach: ReachFailpoint;
  /** Resolves when the broker has the offset. */
  commit: (offset: bigint) => Promise<void>;
}

/** Commits the lane's offsets by hand: one commit at a time, and only over instructions whose effects are fact. */
export class LaneCommits {
  readonly #options: LaneCommitsOptions;
  readonly #ledger = new OffsetLedger();
  #committing: Promise<void> | null = null;
  #retry: (() => void) | null = null;

  constructor(options: LaneCommitsOptions) {
    this.#options = options;
  }

  opened(offset: bigint): void {
    this.#ledger.opened(offset);
  }

  done(offset: bigint): void {
    this.#ledger.done(offset);
  }

  /** Instructions that were read and whose effect is not fact yet. */
  get openCount(): number {
    return this.#ledger.openCount;
  }

  /** Commits in the background. */
  commitSoon(): void {
    this.#committing ??= this.#run().then((goOn) => {
      this.#committing = null;
      // What was done while the last look was being taken.
      if (goOn && this.#ledger.committable() !== null) this.commitSoon();
    });
  }

  /** Resolves when what is done now is committed, or could not be; that is tried again later. */
  async commitWhatIsDone(): Promise<void> {
    this.commitSoon();
    await this.#committing;
  }

  /** Commits what is done, for at most this long. */
  async close(deadlineMs: number): Promise<void> {
    this.#retry?.();
    await Promise.race([this.commitWhatIsDone(), pause(this.#options.clock, deadlineMs)]);
    this.#retry?.();
  }

  /** Resolves with false when a commit failed and will be tried again later. */
  async #run(): Promise<boolean> {
    const { reach, commit, log, clock } = this.#options;
    for (let offset = this.#ledger.committable(); offset !== null; offset = this.#ledger.committable()) {
      reach('agent.before-commit');
      try {
        await commit(offset);
      } catch (error) {
        log.warn({ err: error, offset: String(offset) }, 'an offset could not be committed; it will be tried again');
        this.#retry?.();
        this.#retry = clock.after(1_000, () => this.commitSoon());
        return false;
      }
      this.#ledger.committed(offset);
      reach('agent.after-commit');
    }
    return true;
  }
}
