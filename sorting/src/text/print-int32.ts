const NEWLINE = 0x0a;
const MINUS = 0x2d;
const ZERO = 0x30;
/** A sign, ten digits and a line break. */
const MOST_BYTES = 12;

/** Whole numbers of 32 bits as lines of text: two digits for each division, from the last to the first. */
export function printInt32(values: Int32Array): Uint8Array {
  const printed = new Uint8Array(values.length * MOST_BYTES);
  let end = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value < 0) printed[end++] = MINUS;
    let rest = (value < 0 ? -value : value) >>> 0;
    end += countDigits(rest);
    let at = end;
    while (rest >= 100) {
      const upper = (rest / 100) >>> 0;
      at -= 2;
      printTwo(printed, at, rest - upper * 100);
      rest = upper;
    }
    if (rest >= 10) printTwo(printed, at - 2, rest);
    else printed[at - 1] = ZERO + rest;
    printed[end++] = NEWLINE;
  }
  return printed.subarray(0, end);
}

function printTwo(printed: Uint8Array, at: number, number: number): void {
  // A tenth of what is below 100, without a division.
  const tens = (number * 205) >>> 11;
  printed[at] = ZERO + tens;
  printed[at + 1] = ZERO + number - tens * 10;
}

function countDigits(size: number): number {
  if (size < 100_000) return size < 100 ? (size < 10 ? 1 : 2) : size < 1_000 ? 3 : size < 10_000 ? 4 : 5;
  if (size < 10_000_000) return size < 1_000_000 ? 6 : 7;
  return size < 100_000_000 ? 8 : size < 1_000_000_000 ? 9 : 10;
}
