import { printNumber } from './print-digits.ts';

const NEWLINE = 0x0a;
const MINUS = 0x2d;
/** A sign, ten digits and a line break. */
const MOST_BYTES = 12;

/** Whole numbers of 32 bits as lines of text. */
export function printInt32(values: Int32Array): Uint8Array {
  const printed = new Uint8Array(values.length * MOST_BYTES);
  let end = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value < 0) printed[end++] = MINUS;
    end = printNumber(printed, end, value < 0 ? -value : value);
    printed[end++] = NEWLINE;
  }
  return printed.subarray(0, end);
}
