import type { KitchenReport } from '../order/fold-report.ts';
import type { Order } from '../order/order.ts';

/** How migration went. */
export interface MigrationCount {
  /** Orders that were asked back. */
  asked: number;
  /** Of them, those that were given back. */
  givenBack: number;
  /** Those that had begun by then. */
  tooLate: number;
  /** Those that were given back and began elsewhere. */
  moved: number;
  /** Those that began elsewhere before they would have where they were, by the average there. */
  sooner: number;
  /** How much sooner, over all that were given back; later counts against it. */
  savedMs: number;
}

/** Counts what came of orders that were asked back. */
export class MoveCount {
  readonly total: MigrationCount = { asked: 0, givenBack: 0, tooLate: 0, moved: 0, sooner: 0, savedMs: 0 };
  /** Until they begin. */
  readonly #moving = new Map<string, { askedAtMs: number; expectedWaitMs: number }>();

  asked(orderId: string, expectedWaitMs: number, nowMs: number): void {
    this.total.asked += 1;
    this.#moving.set(orderId, { askedAtMs: nowMs, expectedWaitMs });
  }

  /** @param order - as it was before the report */
  reported({ id, askedBack }: Order, { said }: KitchenReport, nowMs: number): void {
    const moving = this.#moving.get(id);
    if (moving === undefined) return;
    if (askedBack && said === 'released') {
      this.total.givenBack += 1;
      return;
    }
    this.#moving.delete(id);
    if (askedBack) this.total.tooLate += 1;
    else if (said === 'cooking' || said === 'ready') {
      const savedMs = moving.expectedWaitMs - (nowMs - moving.askedAtMs);
      this.total.moved += 1;
      if (savedMs > 0) this.total.sooner += 1;
      this.total.savedMs += savedMs;
    }
  }

  ended(orderId: string): void {
    this.#moving.delete(orderId);
  }
}
