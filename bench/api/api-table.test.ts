import { expect, it } from 'vitest';
import { judge } from '../aims.ts';
import { formatApiTable } from './api-table.ts';
import { describeRate } from './read-rates.ts';

it('shows each read of both servers, what is left of the rate, and whether that is enough', () => {
  const rate = (requests: number) =>
    describeRate([{ requests, seconds: 10, bytes: requests * 30_000, latenciesMs: [5, 6, 7], clientShare: 0.31 }]);
  const ratio = { overall: 0.7, lowest: 0.68, highest: 0.72 };
  const table = formatApiTable({
    benchmark: 'api',
    at: '2026-11-21T00:00:00.000Z',
    commit: 'abcdef0123456789',
    machine: { processor: 'a processor', cores: 2, memoryBytes: 1, kernel: '6', node: 'v24' },
    loadBefore: 0.1,
    settings: { jobs: 10_000, connections: 10, rounds: 1, seconds: 10 },
    reads: [{ read: 'GET /jobs', bare: rate(10_000), longshore: rate(7_000), ratio }],
    verdicts: judge([{ what: 'GET /jobs', measured: 0.7, bound: 'at least', aim: 0.6, unit: '', digits: 2 }]),
  });
  expect(table.split('\n')).toEqual([
    'Answers a second, of 10000 jobs; 10 connections, 1 rounds of 10 s each, in turn.',
    '',
    '                        a second  median ms  p99 ms  kB each  client  share  of rounds',
    'GET /jobs: bare server    1000.0        6.0     7.0     30.0    31 %',
    '  Longshore                700.0        6.0     7.0     30.0    31 %   0.70  0.68–0.72',
    '',
    '           measured            aim',
    'GET /jobs      0.70  at least 0.60  met',
    '',
    'a processor, 2 cores; Node v24; commit abcdef012345; load before 0.1',
    '',
  ]);
});
