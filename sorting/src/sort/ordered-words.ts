const SIGN = 0x8000_0000;
const EXPONENT = 0x7ff0_0000;
const MANTISSA = 0x000f_ffff;
/** The words of the NaN that stands for all. */
const NAN_HIGH = 0x7ff8_0000;

/**
 * Turns the bits of numbers of double precision into whole numbers that are ordered alike: the sign bit is turned over
 * for positive numbers, all bits for negative ones. Every NaN becomes the same, which is the greatest.
 *
 * @param words - two for each number, the lower first; changed in place
 */
export function toOrderedWords(words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    let low = words[at] as number;
    let high = words[at + 1] as number;
    if ((high & EXPONENT) === EXPONENT && ((high & MANTISSA) | low) !== 0) {
      high = NAN_HIGH;
      low = 0;
    }
    const isNegative = high >= SIGN;
    words[at] = isNegative ? ~low : low;
    words[at + 1] = isNegative ? ~high : high ^ SIGN;
  }
}

/** Undoes {@link toOrderedWords}. */
export function fromOrderedWords(words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    const high = words[at + 1] as number;
    const isNegative = high < SIGN;
    words[at] = isNegative ? ~(words[at] as number) : (words[at] as number);
    words[at + 1] = isNegative ? ~high : high ^ SIGN;
  }
}

/** Turns the sign bits of whole numbers over, so that negative ones are less as unsigned numbers; and back. */
export function turnSigns(words: Uint32Array): void {
  for (let at = 1; at < words.length; at += 2) words[at] = (words[at] as number) ^ SIGN;
}
