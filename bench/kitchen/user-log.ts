import { describeTail, type TailedDistribution } from '../distribution.ts';

/** What users went through, while it goes on. */
export class UserLog {
  readonly placed: string[] = [];
  readonly #postMs: number[] = [];
  readonly #lookMs: number[] = [];
  readonly #seenReadyMs: number[] = [];
  /** How often each thing went wrong. */
  readonly #errors = new Map<string, number>();
  #signs = 0;

  placedOrder(id: string, tookMs: number): void {
    this.placed.push(id);
    this.#postMs.push(tookMs);
  }

  looked(tookMs: number): void {
    this.#lookMs.push(tookMs);
  }

  /** @param sinceMs - since it was placed */
  sawReady(sinceMs: number): void {
    this.#seenReadyMs.push(sinceMs);
  }

  /** A stream told a user that something changed. */
  heard(): void {
    this.#signs += 1;
  }

  failed(words: string): void {
    this.#errors.set(words, (this.#errors.get(words) ?? 0) + 1);
  }

  /** @throws RangeError, with what went wrong, when no user saw an order become ready */
  figures(): UserLogFigures {
    const errors = [...this.#errors].toSorted(([, a], [, b]) => b - a);
    const whatFailed = errors.slice(0, WORDS_MAX).map(([words, count]) => `${count} × ${words}`);
    if (this.#seenReadyMs.length === 0) throw new RangeError(`No user saw an order ready: ${whatFailed.join('; ')}`);
    return {
      orders: this.placed.length,
      postMs: describeTail(this.#postMs),
      lookMs: describeTail(this.#lookMs),
      seenReadyMs: describeTail(this.#seenReadyMs),
      signs: this.#signs,
      errors: errors.reduce((sum, [, count]) => sum + count, 0),
      whatFailed,
    };
  }
}

export interface UserLogFigures {
  orders: number;
  postMs: TailedDistribution;
  /** Of reading one’s order. */
  lookMs: TailedDistribution;
  /** From before the order was placed until its user read that it is ready. */
  seenReadyMs: TailedDistribution;
  /** Events that the users’ streams brought, of all users. */
  signs: number;
  errors: number;
  /** The most frequent errors. */
  whatFailed: string[];
}

const WORDS_MAX = 10;
