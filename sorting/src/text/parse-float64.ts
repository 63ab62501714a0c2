import { DecimalScanner } from './decimal-scanner.ts';
import { badNumber, numberText } from './number-text.ts';

const NEWLINE = 0x0a;
const SPECIAL: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};
const DECIMAL = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/**
 * Numbers of double precision, one a line: decimal, with or without exponent, `NaN`, `Infinity` or `inf`.
 *
 * @param bytes - whole lines: the last byte is a line break
 * @param into - has room for half as many numbers as there are bytes
 * @returns how many numbers there were
 * @throws SortError `not_a_number`, with the line
 */
export function parseFloat64(bytes: Uint8Array, into: Float64Array): number {
  const scanner = new DecimalScanner();
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    scanner.scan(bytes, at);
    let end = scanner.end;
    if (end >= 0 && bytes[end] === NEWLINE) {
      into[count] = scanner.value;
    } else {
      end = bytes.indexOf(NEWLINE, at);
      into[count] = parseUnusual(bytes.subarray(at, end), count + 1);
    }
    at = end + 1;
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
