/** Lets through while it is open; closed for good, whoever waits is told. */
export class Gate {
  #opening = Promise.withResolvers<void>();
  #open = true;

  constructor() {
    this.#opening.resolve();
  }

  get isOpen(): boolean {
    return this.#open;
  }

  open(): void {
    this.#open = true;
    this.#opening.resolve();
  }

  shut(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#opening = Promise.withResolvers();
  }

  /** @throws what it was closed for good with */
  async through(): Promise<void> {
    while (!this.#open) await this.#opening.promise;
  }

  /** Whoever waits, and whoever comes later, is told that it opens no more. */
  closeForGood(reason: Error): void {
    this.shut();
    // Nobody may be waiting, which is no failure.
    this.#opening.promise.catch(() => undefined);
    this.#opening.reject(reason);
  }
}
