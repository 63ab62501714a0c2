import { printNumber, printPadded } from './print-digits.ts';

const NEWLINE = 0x0a;
const MINUS = 0x2d;
const SIGN = 0x8000_0000;
/** A sign, nineteen digits and a line break. */
const MOST_BYTES = 21;
const BILLION = 1_000_000_000;
const BILLION_DIGITS = 9;
const HALF_WORD = 0x1_0000;

/** Whole numbers of 64 bits as lines of text, without a BigInt for each. */
export function printInt64(values: BigInt64Array): Uint8Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const printed = new Uint8Array(values.length * MOST_BYTES);
  let end = 0;
  for (let at = 0; at < words.length; at += 2) {
    let low = words[at] as number;
    let high = words[at + 1] as number;
    if (high >= SIGN) {
      printed[end++] = MINUS;
      high = ~high >>> 0;
      low = -low >>> 0;
      if (low === 0) high += 1;
    }
    end = printWords(printed, end, high, low);
    printed[end++] = NEWLINE;
  }
  return printed.subarray(0, end);
}

/** Divides by a billion as one divides by hand, a half word being a digit, so that all is exact; and prints by billions. */
function printWords(printed: Uint8Array, at: number, high: number, low: number): number {
  const first = Math.floor(high / BILLION);
  const second = (high - first * BILLION) * HALF_WORD + (low >>> 16);
  const secondQuotient = Math.floor(second / BILLION);
  const third = (second - secondQuotient * BILLION) * HALF_WORD + (low & 0xffff);
  const thirdQuotient = Math.floor(third / BILLION);
  const billions = (first * HALF_WORD + secondQuotient) * HALF_WORD + thirdQuotient;
  const rest = third - thirdQuotient * BILLION;
  if (billions === 0) return printNumber(printed, at, rest);
  const billionsOfBillions = Math.floor(billions / BILLION);
  let end = at;
  if (billionsOfBillions === 0) {
    end = printNumber(printed, end, billions);
  } else {
    end = printNumber(printed, end, billionsOfBillions);
    printPadded(printed, end, end + BILLION_DIGITS, billions - billionsOfBillions * BILLION);
    end += BILLION_DIGITS;
  }
  printPadded(printed, end, end + BILLION_DIGITS, rest);
  return end + BILLION_DIGITS;
}
