/** Gives numbers from 0 to below 1. Passed to whatever needs chance, so that the same seed gives the same again. */
export type Chance = () => number;

/**
 * Chance from a seed: sfc32 (Chris Doty-Humphrey, PractRand, public domain), with 2⁹⁶ positions on average.
 *
 * @param seed - any whole number
 * @param stream - sets one use of a seed apart from another, so that more of the one does not change the other
 */
export function chanceOf(seed: number, stream: string): Chance {
  let a = seed | 0;
  let b = hashText(stream);
  let c = Math.floor(seed / 0x1_0000_0000) | 0;
  let counter = 1;
  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return (result >>> 0) / 0x1_0000_0000;
  };
  // The first ones still show the seed.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** A whole number from 0 to below `count`. */
export function chanceBelow(chance: Chance, count: number): number {
  return Math.floor(chance() * count);
}

/** A value of the exponential distribution with mean 1. */
export function exponential(chance: Chance): number {
  return -Math.log(1 - chance());
}
