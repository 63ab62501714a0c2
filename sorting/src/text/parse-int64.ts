import { beyondType, wholeNumberText } from './number-text.ts';

const NEWLINE = 0x0a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const ZERO = 0x30;
/** With so many digits no number is beyond 64 bits, and two halves of it are exact as they are summed. */
const PLAIN_DIGITS = 18;
/** Digits before which the number is still exact in double precision. */
const FIRST_HALF = 9;
const TEN_TO_THE = Float64Array.from({ length: 10 }, (_, exponent) => 10 ** exponent);
const TWO_TO_THE_16 = 0x1_0000;
const TWO_TO_THE_32 = 0x1_0000_0000;

/**
 * Whole numbers of 64 bits, one a line, straight from bytes to an array, without a BigInt for each.
 *
 * @param bytes - whole lines: the last byte is a line break
 * @param into - has room for half as many numbers as there are bytes
 * @returns how many numbers there were
 * @throws SortError `not_a_number`, `beyond_type`, with the line
 */
export function parseInt64(bytes: Uint8Array, into: BigInt64Array): number {
  const words = new Uint32Array(into.buffer, into.byteOffset, into.length * 2);
  const end = bytes.length;
  let count = 0;
  let at = 0;
  while (at < end) {
    const start = at;
    let byte = bytes[at] as number;
    const isNegative = byte === MINUS;
    if (isNegative || byte === PLUS) byte = bytes[++at] as number;
    const firstDigit = at;
    let digit = byte - ZERO;
    let upper = 0;
    while (digit >= 0 && digit <= 9 && at - firstDigit < FIRST_HALF) {
      upper = upper * 10 + digit;
      digit = (bytes[++at] as number) - ZERO;
    }
    const secondHalf = at;
    let lower = 0;
    while (digit >= 0 && digit <= 9 && at - firstDigit < PLAIN_DIGITS) {
      lower = lower * 10 + digit;
      digit = (bytes[++at] as number) - ZERO;
    }
    if (at === firstDigit || bytes[at] !== NEWLINE) {
      at = bytes.indexOf(NEWLINE, at);
      into[count] = parseUnusual(bytes.subarray(start, at), count + 1);
    } else {
      writeWords(words, count * 2, upper, TEN_TO_THE[at - secondHalf] as number, lower, isNegative);
    }
    count += 1;
    at += 1;
  }
  return count;
}

/** Writes ±(upper · factor + lower) in two's complement; all three are below 10⁹, so that each product here is exact. */
function writeWords(
  words: Uint32Array,
  at: number,
  upper: number,
  factor: number,
  lower: number,
  isNegative: boolean,
): void {
  const upperHigh = Math.floor(upper / TWO_TO_THE_16);
  const low = (upper % TWO_TO_THE_16) * factor + lower;
  const middle = upperHigh * factor + Math.floor(low / TWO_TO_THE_16);
  let highWord = Math.floor(middle / TWO_TO_THE_16);
  let lowWord = (middle % TWO_TO_THE_16) * TWO_TO_THE_16 + (low % TWO_TO_THE_16);
  if (isNegative) {
    lowWord = lowWord === 0 ? 0 : TWO_TO_THE_32 - lowWord;
    highWord = lowWord === 0 ? -highWord : -highWord - 1;
  }
  words[at] = lowWord;
  words[at + 1] = highWord;
}

function parseUnusual(line: Uint8Array, lineNumber: number): bigint {
  const text = wholeNumberText(line, lineNumber);
  const value = BigInt(text.replace(/^\+/, ''));
  if (BigInt.asIntN(64, value) !== value) throw beyondType(text, 'int64', lineNumber);
  return value;
}
