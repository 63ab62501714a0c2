const ZERO = 0x30;

/** Writes a whole number below 2³² in decimal, two digits for each division, from the last to the first. @returns the end */
export function printNumber(printed: Uint8Array, at: number, number: number): number {
  const end = at + countDigits(number);
  printPadded(printed, at, end, number);
  return end;
}

/** The same in a given width, with zeros in front. */
export function printPadded(printed: Uint8Array, from: number, to: number, number: number): void {
  let rest = number >>> 0;
  let at = to;
  for (; at >= from + 2; at -= 2) {
    const upper = (rest / 100) >>> 0;
    const two = rest - upper * 100;
    // A tenth of what is below 100, without a division.
    const tens = (two * 205) >>> 11;
    printed[at - 2] = ZERO + tens;
    printed[at - 1] = ZERO + two - tens * 10;
    rest = upper;
  }
  if (at > from) printed[from] = ZERO + rest;
}

function countDigits(number: number): number {
  if (number < 100_000) return number < 100 ? (number < 10 ? 1 : 2) : number < 1_000 ? 3 : number < 10_000 ? 4 : 5;
  if (number < 10_000_000) return number < 1_000_000 ? 6 : 7;
  return number < 100_000_000 ? 8 : number < 1_000_000_000 ? 9 : 10;
}
