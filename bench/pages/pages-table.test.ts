import { describe, expect, it } from 'vitest';
import { judge } from '../aims.ts';
import { describeDistribution } from '../distribution.ts';
import { type PagesFigures, pageAims } from './pages-result.ts';
import { formatPagesTable } from './pages-table.ts';

const figures: PagesFigures = {
  firstPageMs: { cold: describeDistribution([400, 500, 900]), warm: describeDistribution([200]) },
  filterMs: describeDistribution([80, 90, 300]),
  filters: [],
  interactions: { count: 120, inpMs: 48, slowest: [{ name: 'keydown', durationMs: 64 }] },
  layoutShift: { worst: 0.0004, pages: [0, 0.0004] },
  scripts: {
    bytes: 188_000,
    decodedBytes: 600_000,
    files: 12,
    uncompressed: 0,
    laterBytes: 40_000,
    laterFiles: 3,
  },
  statusMs: describeDistribution([280, 310, 340]),
  missing: 0,
  clock: { offsetMs: 0.5, uncertainMs: 2 },
};

describe('the table of pages', () => {
  it('shows every figure and whether it is what it should be', () => {
    const table = formatPagesTable({
      ...figures,
      benchmark: 'pages',
      at: '2026-11-21T00:00:00.000Z',
      commit: 'abcdef0123456789',
      machine: { processor: 'a processor', cores: 2, memoryBytes: 1, kernel: '6', node: 'v24' },
      loadBefore: 0.1,
      settings: { jobs: 10_000, loads: 3, filters: 3, live: 3 },
      browser: 'Chromium 140',
      verdicts: judge(pageAims(figures)),
    });
    expect(table.split('\n')).toEqual([
      'The page of jobs with 10000 of them, in Chromium 140, in milliseconds: 3 first pages of each kind,',
      '3 filters, 3 jobs that started and ended.',
      '',
      '                               median    p95    min    max',
      'first page, never seen before   500.0  860.0  400.0  900.0',
      'first page, seen before         200.0  200.0  200.0  200.0',
      'filter: Enter to rows            90.0  279.0   80.0  300.0',
      'status: Kafka to pixel          310.0  337.0  280.0  340.0',
      '',
      '                           measured               aim',
      'first page, p95              860 ms   at most 1000 ms     met',
      'filter, median              90.0 ms  at most 100.0 ms     met',
      'interaction to next paint     48 ms    at most 100 ms     met',
      'layout shift, worst          0.0004    at most 0.0100     met',
      'Kafka to pixel, median     310.0 ms  at most 300.0 ms  missed',
      'changes not shown                 0         at most 0     met',
      'scripts, compressed        188.0 kB  at most 200.0 kB     met',
      '',
      'Scripts: 12 files, 600.0 kB unpacked; afterwards 3 more, 40.0 kB.',
      'Interactions: 120; the slowest: keydown 64 ms.',
      'The browser’s clock is 0.5 ms ahead, give or take 2.0.',
      '',
      'a processor, 2 cores; Node v24; commit abcdef012345; load before 0.1',
      '',
    ]);
  });

  it('says when scripts came uncompressed', () => {
    const uncompressed = { ...figures, scripts: { ...figures.scripts, uncompressed: 2 } };
    const table = formatPagesTable({
      ...uncompressed,
      benchmark: 'pages',
      at: '',
      commit: '',
      machine: { processor: '', cores: 1, memoryBytes: 1, kernel: '', node: '' },
      loadBefore: 0,
      settings: { jobs: 1, loads: 1, filters: 1, live: 1 },
      browser: '',
      verdicts: [],
    });
    expect(table).toContain('2 of the files came uncompressed.');
  });
});
