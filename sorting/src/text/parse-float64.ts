import { badNumber, numberText } from './number-text.ts';

const NEWLINE = 0x0a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
/** A mantissa of so many digits, and a power of ten up to 22, are exact, and so is their quotient to the last bit. */
const EXACT_DIGITS = 15;
const TEN_TO_THE = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const SPECIAL: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};
const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/**
 * Numbers of double precision, one a line: decimal, with or without exponent, `NaN`, `Infinity` or `inf`.
 *
 * Short ones are read straight from bytes: a mantissa below 2⁵³ divided by an exact power of ten is rounded once, so
 * correctly (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990). The rest is read by the language.
 *
 * @param bytes - whole lines: the last byte is a line break
 * @param into - has room for half as many numbers as there are bytes
 * @returns how many numbers there were
 * @throws SortError `not_a_number`, with the line
 */
export function parseFloat64(bytes: Uint8Array, into: Float64Array): number {
  const end = bytes.length;
  let count = 0;
  let at = 0;
  while (at < end) {
    const start = at;
    let byte = bytes[at] as number;
    const isNegative = byte === MINUS;
    if (isNegative || byte === PLUS) byte = bytes[++at] as number;
    const firstDigit = at;
    let mantissa = 0;
    let digit = byte - ZERO;
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
    if (digits === 0 || digits > EXACT_DIGITS || bytes[at] !== NEWLINE) {
      at = bytes.indexOf(NEWLINE, at);
      into[count] = parseUnusual(bytes.subarray(start, at), count + 1);
    } else {
      const size = mantissa / (TEN_TO_THE[fraction] as number);
      into[count] = isNegative ? -size : size;
    }
    count += 1;
    at += 1;
  }
  return count;
}

/** A number as text, such as the language does not take it alone for one: without blanks, hexadecimals or nothing. */
export function floatOf(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text);
  const size = SPECIAL[text.replace(/^[-+]/, '').toLowerCase()];
  if (size === undefined) return null;
  return text.startsWith('-') ? -size : size;
}

function parseUnusual(line: Uint8Array, lineNumber: number): number {
  const text = numberText(line);
  const value = floatOf(text);
  if (value === null) throw badNumber(text, 'a number', lineNumber);
  return value;
}
