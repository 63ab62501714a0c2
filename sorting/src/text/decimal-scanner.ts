const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
/** A mantissa of so many digits is exact, and so is a power of ten up to 22. */
const EXACT_DIGITS = 15;
const TEN_TO_THE = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/**
 * Reads short decimals straight from bytes: a mantissa below 2⁵³ divided by an exact power of ten is rounded once, so
 * correctly (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990).
 */
export class DecimalScanner {
  /** Of what was scanned last; of no use where `end` is not where the number should end. */
  value = 0;
  /** The first byte that is no part of it; -1: there is no number, or one that is too long to be read so. */
  end = -1;

  scan(bytes: Uint8Array, from: number): void {
    let at = from;
    const isNegative = bytes[at] === MINUS;
    if (isNegative || bytes[at] === PLUS) at += 1;
    const firstDigit = at;
    let mantissa = 0;
    let digit = (bytes[at] as number) - ZERO;
    while (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digit = (bytes[++at] as number) - ZERO;
    }
    let digits = at - firstDigit;
    let fraction = 0;
    if (bytes[at] === POINT) {
      const firstOfFraction = at + 1;
      digit = (bytes[++at] as number) - ZERO;
      while (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digit = (bytes[++at] as number) - ZERO;
      }
      fraction = at - firstOfFraction;
      digits += fraction;
    }
    this.end = digits === 0 || digits > EXACT_DIGITS ? -1 : at;
    const size = this.end < 0 ? 0 : mantissa / (TEN_TO_THE[fraction] as number);
    this.value = isNegative ? -size : size;
  }
}
