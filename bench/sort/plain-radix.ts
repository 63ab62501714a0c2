/**
 * What one would write by hand to sort numbers of 32 bits in one thread: a radix sort by three digits of eleven bits,
 * least significant first. It is what sorting within a process is compared with.
 */
export function plainRadix(values: Int32Array): Int32Array {
  let from: Int32Array = values;
  let into: Int32Array = new Int32Array(values.length);
  for (let shift = 0; shift < 32; shift += 11) {
    const next = new Uint32Array(2049);
    for (let at = 0; at < from.length; at++) {
      const digit = (((from[at] as number) ^ 0x8000_0000) >>> shift) & 2047;
      next[digit + 1] = (next[digit + 1] as number) + 1;
    }
    for (let digit = 0; digit < 2048; digit++) next[digit + 1] = (next[digit + 1] as number) + (next[digit] as number);
    for (let at = 0; at < from.length; at++) {
      const value = from[at] as number;
      const digit = ((value ^ 0x8000_0000) >>> shift) & 2047;
      const place = next[digit] as number;
      into[place] = value;
      next[digit] = place + 1;
    }
    [from, into] = [into, from];
  }
  return from;
}
