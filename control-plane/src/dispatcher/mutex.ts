/** Lets one piece of work run at a time, in the order asked for. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after all that was asked for before; a failure of one does not keep the next from running. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(work, work);
    this.#last = mine;
    return mine;
  }
}
