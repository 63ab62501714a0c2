/** How many elements each part has. */
export function countParts(parts: Uint16Array, partCount: number): Uint32Array {
  const counts = new Uint32Array(partCount);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    counts[part] = (counts[part] as number) + 1;
  }
  return counts;
}

/** Where parts of these sizes begin when they stand one behind the other; the last number is where all end. */
export function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let part = 0; part < counts.length; part++)
    starts[part + 1] = (starts[part] as number) + (counts[part] as number);
  return starts;
}

/**
 * Deals values out to their parts, in their order.
 *
 * @param next - where the next value of each part goes; moved on
 */
export function deal<Values extends Int32Array | Uint32Array | Float64Array | BigInt64Array>(
  values: Values,
  parts: Uint16Array,
  into: Values,
  next: Uint32Array,
): void {
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    const to = next[part] as number;
    into[to] = values[index] as number & bigint;
    next[part] = to + 1;
  }
}
