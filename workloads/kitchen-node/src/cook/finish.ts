import type { Clock } from '../clock.ts';

/** Waits at the end until nothing is left to do, or the time is up. */
export class Finish {
  readonly #clock: Clock;
  readonly #isFinished: () => boolean;
  #resolve: () => void = () => undefined;
  #lingered = false;

  constructor(clock: Clock, isFinished: () => boolean) {
    this.#clock = clock;
    this.#isFinished = isFinished;
  }

  /** To be called whenever it may have come to its end. */
  look(): void {
    if (this.#lingered && this.#isFinished()) this.#resolve();
  }

  /**
   * @param lingerMs - waited in any case, for what is still on its way
   * @param longestMs - waited at most
   */
  async wait(lingerMs: number, longestMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#resolve = resolve;
    const cancels = [
      this.#clock.after(longestMs, resolve),
      this.#clock.after(lingerMs, () => {
        this.#lingered = true;
        this.look();
      }),
    ];
    await promise;
    for (const cancel of cancels) cancel();
  }
}
