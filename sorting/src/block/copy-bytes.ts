/**
 * Some of these bytes in memory of their own, from its beginning: what `slice` gives of a `Uint8Array`, but not of Node's
 * `Buffer`, whose `slice` is another view of the same memory.
 */
export function copyBytes(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(to - from);
  copy.set(bytes.subarray(from, to));
  return copy;
}
