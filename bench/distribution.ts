/** What is said of a set of measurements, in their own unit. */
export interface Distribution {
  count: number;
  min: number;
  median: number;
  p95: number;
  max: number;
}

/**
 * The value below which a share of the measurements lies, interpolated between the two nearest (R's type 7).
 *
 * @param sorted - ascending, never empty
 * @param share - from 0 to 1
 */
export function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('Nothing was measured');
  return below + (above - below) * (position - Math.floor(position));
}

/** @throws RangeError when nothing was measured */
export function describeDistribution(values: readonly number[]): Distribution {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    min: quantile(sorted, 0),
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: quantile(sorted, 1),
  };
}

/** A distribution with its far end, for what many wait for at once. */
export interface TailedDistribution extends Distribution {
  p99: number;
}

/** @throws RangeError when nothing was measured */
export function describeTail(values: readonly number[]): TailedDistribution {
  const { max, ...rest } = describeDistribution(values);
  return {
    ...rest,
    p99: quantile(
      values.toSorted((a, b) => a - b),
      0.99,
    ),
    max,
  };
}
