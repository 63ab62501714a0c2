const view = new DataView(new ArrayBuffer(8));

/**
 * A number as eight bytes that compare, byte by byte, as the number does among numbers: the sign bit turned over for
 * positive numbers, all bits for negative ones; NaN, whatever its bits, as the last.
 */
export function floatKey(value: number): Uint8Array {
  view.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
  const bits = view.getBigInt64(0);
  view.setBigInt64(0, bits < 0n ? ~bits : bits ^ (-1n << 63n));
  return new Uint8Array(view.buffer.slice(0));
}
