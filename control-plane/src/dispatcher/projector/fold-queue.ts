/** One partition's share of a fold: what was read, and where reading goes on after it. */
export interface FoldItem<Work> {
  work: Work;
  /** Resolves the reader's batch. */
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Gathers what several partitions have read while a fold was under way, so that the next fold takes all of it in one
 * transaction.
 */
export class FoldQueue<Work> {
  readonly #fold: (works: readonly Work[]) => Promise<void>;
  #waiting: FoldItem<Work>[] = [];
  #folding = false;

  /** @param fold - all or nothing: when it rejects, every reader whose work was in it gets the error */
  constructor(fold: (works: readonly Work[]) => Promise<void>) {
    this.#fold = fold;
  }

  /** Resolves when the work was folded and committed. */
  add(work: Work): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ work, done, failed });
      if (!this.#folding) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#folding = true;
    while (this.#waiting.length > 0) {
      const taken = this.#waiting;
      this.#waiting = [];
      try {
        await this.#fold(taken.map((item) => item.work));
        for (const item of taken) item.done();
      } catch (error) {
        for (const item of taken) item.failed(error);
      }
    }
    this.#folding = false;
  }
}
