import type { Randomizer } from '@longshore/schemas/template';

/** Rounds after setting a state before its first number is used, so that neighbouring states have nothing in common. */
const WARM_UP_ROUNDS = 16;
const TWO_TO_THE_21 = 0x200000;
const TWO_TO_THE_32 = 0x1_0000_0000;

/**
 * Random numbers for one field of one record: set to (seed, task, record number, field) it always gives the same
 * numbers, so a value depends on nothing that was generated before it. Starting one costs some nanoseconds, which
 * faker's own Mersenne twister with its 624 words does not offer.
 *
 * The generator is Chris Doty-Humphrey's sfc32 (PractRand), which passes the usual batteries with this state size.
 */
export class RandomStream implements Randomizer {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** Begins the numbers of one field of one record. All are below 2³² but `recordNumber`, which is below 2⁵³. */
  begin(seed: number, taskIndex: number, recordNumber: number, fieldHash: number): void {
    this.#a = recordNumber | 0;
    this.#b = fieldHash ^ (recordNumber / TWO_TO_THE_32);
    this.#c = seed | 0;
    this.#counter = taskIndex | 0;
    for (let round = 0; round < WARM_UP_ROUNDS; round++) this.#word();
  }

  /** A number in [0, 1) with 53 random bits. Bound, because faker calls it apart from its object. */
  readonly next = (): number => {
    const high = this.#word() >>> 0;
    const low = this.#word() >>> 11;
    return (high * TWO_TO_THE_21 + low) / (TWO_TO_THE_32 * TWO_TO_THE_21);
  };

  /** faker's way of seeding, used by it once at construction; records are begun with `begin`. */
  readonly seed = (seed: number | number[]): void => {
    const [first = 0, second = 0, third = 0, fourth = 0] = typeof seed === 'number' ? [seed] : seed;
    this.begin(first, second, third, fourth);
  };

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum;
  }
}

/** A number for a name: FNV-1a over its UTF-16 units. */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash;
}
