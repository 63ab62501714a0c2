import { BusError, type Consumer } from '@longshore/kafka';
import { PartitionProgress } from './partition-progress.ts';

/** How often what is done is committed. */
const COMMIT_EVERY_MS = 200;

export interface PartitionCommitsOptions {
  topic: string;
  commit: Consumer['commit'];
  say: (line: string) => void;
}

/** Commits by hand, for every partition what has nothing open below it, a few times a second at most. */
export class PartitionCommits {
  readonly #options: PartitionCommitsOptions;
  /** By partition; begun anew with each assignment. */
  readonly #progress = new Map<number, PartitionProgress>();
  readonly #committed = new Map<number, bigint>();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: PartitionCommitsOptions) {
    this.#options = options;
  }

  /** Partitions were assigned: their records come from what was committed. */
  reset(): void {
    this.#progress.clear();
    this.#committed.clear();
  }

  /** Whether a record is dealt with already, or was. */
  hasBegun(partition: number, offset: bigint): boolean {
    return this.#progress.get(partition)?.hasBegun(offset) ?? false;
  }

  /** A record is being dealt with. @returns what to call once there is a definite answer about it */
  begin(partition: number, offset: bigint): () => void {
    const progress = this.#progress.get(partition) ?? new PartitionProgress();
    this.#progress.set(partition, progress);
    progress.begin(offset);
    return () => {
      progress.done(offset);
      this.#soon();
    };
  }

  /** Commits what is done by now, and nothing after that. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#commit();
  }

  #soon(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#commit();
    }, COMMIT_EVERY_MS);
  }

  /** What could not be committed is offered again, and then there is nothing to do. */
  async #commit(): Promise<void> {
    const { topic, commit, say } = this.#options;
    for (const [partition, { committable }] of this.#progress) {
      if (committable === null || this.#committed.get(partition) === committable) continue;
      try {
        await commit({ topic, partition }, committable);
        this.#committed.set(partition, committable);
      } catch (error) {
        if (!(error instanceof BusError)) throw error;
        say(`${topic}/${partition}: ${error.message}`);
        if (error.retryable) this.#soon();
      }
    }
  }
}
