import type { KitchenChanges } from '@longshore/schemas';

/** What the feed found out. */
export interface Pulled {
  /** By the control plane. */
  at: string;
  /** There is more to be told than was taken now. */
  more: boolean;
}

export interface ChangesTaker {
  /** All that is open: what was known and is not in it is no more. */
  replace: (orders: KitchenChanges['orders']) => void;
  take: (orders: KitchenChanges['orders']) => void;
}

/** Answers taken at once; what is left comes with the next look, so that a picture is not held up by a flood. */
const AT_ONCE = 4;

/** Asks for what has changed since it was asked last, and passes on each change once. */
export class ChangesFeed {
  #next = 0;
  readonly #taker: ChangesTaker;

  constructor(taker: ChangesTaker) {
    this.#taker = taker;
  }

  /** @param ask - asks the control plane for changes after a number */
  async pull(ask: (after: number) => Promise<KitchenChanges>): Promise<Pulled> {
    for (let turn = 1; ; turn += 1) {
      const { next, whole, orders, at, more } = await ask(this.#next);
      if (whole) this.#taker.replace(orders);
      else this.#taker.take(orders);
      const isFurther = next !== this.#next;
      this.#next = next;
      if (!more || !isFurther || turn >= AT_ONCE) return { at, more: more && isFurther };
    }
  }
}
