const TWO_TO_THE_32 = 0x1_0000_0000;

/**
 * 32 bits that look like chance, as a function of a seed, a number below 2⁵³ and a lane, of which each gives other bits.
 *
 * The last rounds are those of MurmurHash3 (Austin Appleby, public domain), whose every output bit depends on every
 * input bit.
 */
export function chanceWord(seed: number, n: number, lane: number): number {
  let word = Math.imul(n | 0, 0x9e3779b1) ^ Math.imul((seed | 0) + Math.imul(lane, 0x632be5ab), 0x85ebca77);
  word = mixWord(word);
  return mixWord(word ^ Math.imul((n / TWO_TO_THE_32) | 0, 0xc2b2ae3d) ^ Math.imul(seed | 0, 0x27d4eb2f) ^ n);
}

/** A number from 0 to below 1, of 53 bits. */
export function chanceShare(seed: number, n: number, lane: number): number {
  const high = chanceWord(seed, n, lane) >>> 5;
  const low = chanceWord(seed, n, lane + 1) >>> 6;
  return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
}

/** The finalizer of MurmurHash3: a bijection of 32 bits in which all depends on all. */
export function mixWord(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
