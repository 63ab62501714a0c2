const NEWLINE = 0x0a;
const MINUS = 0x2d;
const ZERO = 0x30;
/** A sign, ten digits and a line break. */
const MOST_BYTES = 12;
/** The digits of 0 to 9999, four bytes each. */
const FOUR_DIGITS = Uint8Array.from({ length: 40_000 }, (_, at) => {
  const number = at >> 2;
  return ZERO + (Math.floor(number / 10 ** (3 - (at & 3))) % 10);
});

/** Whole numbers of 32 bits as lines of text. */
export function printInt32(values: Int32Array): Uint8Array {
  const printed = new Uint8Array(values.length * MOST_BYTES);
  let end = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    let rest = value;
    if (value < 0) {
      printed[end++] = MINUS;
      rest = -value;
    }
    end = rest < 10_000 ? printLeading(printed, end, rest) : printLong(printed, end, rest);
    printed[end++] = NEWLINE;
  }
  return printed.subarray(0, end);
}

function printLong(printed: Uint8Array, at: number, size: number): number {
  const upper = Math.floor(size / 10_000);
  const end = upper < 10_000 ? printLeading(printed, at, upper) : printLong(printed, at, upper);
  return printFour(printed, end, size - upper * 10_000);
}

function printFour(printed: Uint8Array, at: number, number: number): number {
  const from = number << 2;
  printed[at] = FOUR_DIGITS[from] as number;
  printed[at + 1] = FOUR_DIGITS[from + 1] as number;
  printed[at + 2] = FOUR_DIGITS[from + 2] as number;
  printed[at + 3] = FOUR_DIGITS[from + 3] as number;
  return at + 4;
}

/** The digits of a number below 10,000, without zeros in front. */
function printLeading(printed: Uint8Array, at: number, number: number): number {
  const from = number << 2;
  let end = at;
  for (let digit = number >= 1000 ? 0 : number >= 100 ? 1 : number >= 10 ? 2 : 3; digit < 4; digit++) {
    printed[end++] = FOUR_DIGITS[from + digit] as number;
  }
  return end;
}
