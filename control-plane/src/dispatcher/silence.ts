/**
 * How long each agent has been silent, as this process knows it: on its own monotonic clock, counting only the time
 * during which it read the status topics to their end. A takeover makes a new one, so silence starts again with it.
 */
export class Silence {
  /** Time that counted, in milliseconds. */
  #elapsedMs = 0;
  #lastTickMs: number;
  readonly #heardAt = new Map<string, number>();
  /** Heard since the last tick, nobody knows when: their silence begins at the next, so that it is never overstated. */
  readonly #heardSinceTick = new Set<string>();

  /** @param nowMs - monotonic milliseconds */
  constructor(nowMs: number) {
    this.#lastTickMs = nowMs;
  }

  /**
   * Lets time pass.
   *
   * @param nowMs - monotonic milliseconds
   * @param atEnd - whether the status topics were read to their end since the last tick
   * @param longestStepMs - a longer gap (this process was frozen) counts as no time at all
   */
  tick(nowMs: number, atEnd: boolean, longestStepMs: number): void {
    const step = nowMs - this.#lastTickMs;
    this.#lastTickMs = nowMs;
    if (atEnd && step <= longestStepMs) this.#elapsedMs += step;
    for (const agentId of this.#heardSinceTick) this.#heardAt.set(agentId, this.#elapsedMs);
    this.#heardSinceTick.clear();
  }

  heard(agentId: string): void {
    this.#heardAt.set(agentId, this.#elapsedMs);
    this.#heardSinceTick.add(agentId);
  }

  /** Everybody's silence begins now: what was between them and this process is over, and each may need time to be back. */
  startAgain(): void {
    this.#elapsedMs = 0;
    this.#heardAt.clear();
  }

  /** Milliseconds of counted silence; an agent that was never heard is silent since the beginning. */
  of(agentId: string): number {
    return this.#elapsedMs - (this.#heardAt.get(agentId) ?? 0);
  }
}
