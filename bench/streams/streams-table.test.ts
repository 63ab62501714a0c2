import { expect, it } from 'vitest';
import { judge } from '../aims.ts';
import { describeStreams, streamAims } from './stream-figures.ts';
import { formatStreamsTable } from './streams-table.ts';

it('shows what a stream costs at both servers, and whether that is little enough', () => {
  const figures = (rssBytes: number, latencyMs: number) =>
    describeStreams([
      {
        memoryEach: { rssBytes, heapUsedBytes: rssBytes / 2, externalBytes: 500, arrayBuffersBytes: 0 },
        delivery: { latenciesMs: [latencyMs], missing: 0 },
      },
    ]);
  const longshore = figures(18_500, 80);
  const table = formatStreamsTable({
    benchmark: 'streams',
    at: '2026-11-21T00:00:00.000Z',
    commit: 'abcdef0123456789',
    machine: { processor: 'a processor', cores: 2, memoryBytes: 1, kernel: '6', node: 'v24' },
    loadBefore: 0.1,
    settings: { streams: 2_000, changes: 30, rounds: 1 },
    bare: figures(12_000, 40),
    longshore,
    verdicts: judge(streamAims(longshore)),
  });
  expect(table.split('\n').slice(4, 12)).toEqual([
    '             process  heap  outside  of rounds  median   p95   p99   max  missing',
    'bare server     12.0   6.0      0.5  12.0–12.0    40.0  40.0  40.0  40.0        0',
    'Longshore       18.5   9.3      0.5  18.5–18.5    80.0  80.0  80.0  80.0        0',
    '',
    '                    measured               aim',
    'memory of a stream   18.5 kB   at most 20.0 kB  met',
    'delivery, p99        80.0 ms  at most 250.0 ms  met',
    'events missing             0         at most 0  met',
  ]);
});
