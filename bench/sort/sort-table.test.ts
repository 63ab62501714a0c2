import { describe, expect, it } from 'vitest';
import { judge } from '../aims.ts';
import { plainRadix } from './plain-radix.ts';
import { aimsOf, type SortBenchmark } from './run-sort-benchmark.ts';
import { formatSortTable } from './sort-table.ts';

const figures = {
  count: 10_000_000,
  textBytes: 109_826_541,
  arrays: { longshore: [110, 90, 100], native: [850, 800, 900], radix: [150, 140, 160] },
  files: { longshore: [1_000, 900, 1_100], gnu: [8_000, 7_000, 9_000] },
};

describe('the table of sorting', () => {
  it('tells seconds and rates of each way, and holds them against the aims', () => {
    const result: SortBenchmark = {
      benchmark: 'sort',
      at: '2026-11-21T00:00:00.000Z',
      commit: '0123456789abcdef',
      machine: { processor: 'Some', cores: 2, memoryBytes: 1, kernel: '6', node: 'v24' },
      loadBefore: 0,
      settings: { rounds: 3, counts: [10_000_000], workers: 2 },
      figures: [figures],
      verdicts: judge(aimsOf(figures)),
    };
    const table = formatSortTable(result);
    expect(table).toMatch(/longshore, threads and their start +0\.10 +100\.0\n/);
    expect(table).toMatch(/GNU sort -n, LC_ALL=C +8\.00 +1\.3\n/);
    expect(table).toMatch(/times as fast as GNU sort, files +8\.00 +at least 5\.00 +met\n/);
    expect(table).toMatch(/of the best in one thread, arrays +1\.50 +at least 0\.80 +met\n/);
    expect(table).toContain('text to text, 110 MB');
  });
});

describe('the radix sort that it is compared with', () => {
  it('sorts', () => {
    const values = Int32Array.from({ length: 5_000 }, (_, n) => Math.imul(n, 0x9e3779b1));
    expect(plainRadix(values.slice())).toEqual(values.toSorted());
  });
});
