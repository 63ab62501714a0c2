import { describe, expect, it } from 'vitest';
import { usagePoints } from './usage-points.ts';

const sample = (seconds: number) => ({
  at: new Date(seconds * 1_000).toISOString(),
  cpuMillis: 500,
  memoryBytes: 2 * 1_048_576,
  containers: 1,
  latencyMs: 2,
});

describe('what was used', () => {
  it('is in cores and mebibytes', () => {
    expect(usagePoints([sample(0)], 5_000)).toEqual([{ atMs: 0, cores: 0.5, mebibytes: 2 }]);
  });

  it('breaks the line where nothing was heard', () => {
    const points = usagePoints([sample(0), sample(5), sample(60)], 5_000);
    expect(points.map(({ cores }) => cores)).toEqual([0.5, 0.5, null, 0.5]);
  });

  it('does not break it for one report that came late', () => {
    expect(usagePoints([sample(0), sample(11)], 5_000)).toHaveLength(2);
  });
});
