/** How values lie. */
export interface SpreadOfValues {
  count: number;
  mean: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Mean and percentiles, each the smallest value that so many do not exceed (nearest rank). All 0 where there is none. */
export function spreadOfValues(values: readonly number[]): SpreadOfValues {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
  return {
    count,
    mean: count === 0 ? 0 : sorted.reduce((sum, value) => sum + value, 0) / count,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  };
}
