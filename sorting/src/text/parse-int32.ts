import { beyondType, wholeNumberText } from './number-text.ts';

const NEWLINE = 0x0a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const ZERO = 0x30;
const MAX = 0x7fff_ffff;
/** So many digits are exact as a number of double precision; a longer one is looked at again. */
const EXACT_DIGITS = 15;

/**
 * Whole numbers of 32 bits, one a line, straight from bytes to an array.
 *
 * @param bytes - whole lines: the last byte is a line break
 * @param into - has room for half as many numbers as there are bytes
 * @returns how many numbers there were
 * @throws SortError `not_a_number`, `beyond_type`, with the line
 */
export function parseInt32(bytes: Uint8Array, into: Int32Array): number {
  const end = bytes.length;
  let count = 0;
  let at = 0;
  while (at < end) {
    const start = at;
    let byte = bytes[at] as number;
    const isNegative = byte === MINUS;
    if (isNegative || byte === PLUS) byte = bytes[++at] as number;
    const firstDigit = at;
    let value = 0;
    let digit = byte - ZERO;
    // A line break is below all digits, so this ends within the line.
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = (bytes[++at] as number) - ZERO;
    }
    const digits = at - firstDigit;
    if (digits === 0 || digits > EXACT_DIGITS || bytes[at] !== NEWLINE || value > MAX + Number(isNegative)) {
      at = bytes.indexOf(NEWLINE, at);
      into[count] = parseUnusual(bytes.subarray(start, at), count + 1);
    } else {
      into[count] = isNegative ? -value : value;
    }
    count += 1;
    at += 1;
  }
  return count;
}

/** A number with spaces around it, or with leading zeros, or none. */
function parseUnusual(line: Uint8Array, lineNumber: number): number {
  const text = wholeNumberText(line, lineNumber);
  const value = Number(text);
  if (value > MAX || value < -MAX - 1) throw beyondType(text, 'int32', lineNumber);
  return value;
}
