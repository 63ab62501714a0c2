import { verdictRows } from '../aims.ts';
import { alignColumns, oneDigit } from '../align-columns.ts';
import { measuredOn } from '../machine.ts';
import type { StreamsBenchmark } from './run-streams-benchmark.ts';
import type { StreamFigures } from './stream-figures.ts';

/** The result as tables for a terminal. */
export function formatStreamsTable(result: StreamsBenchmark): string {
  const { streams, changes, rounds } = result.settings;
  return [
    `${streams} event streams at one process; ${rounds} rounds of ${changes} changes at each server, in turn.`,
    'Memory that a stream adds, in kB, of the worst round: of the process, of its heap, and outside of the heap.',
    'Milliseconds from a change in PostgreSQL until a client has the event.',
    '',
    ...alignColumns([
      ['', 'process', 'heap', 'outside', 'of rounds', 'median', 'p95', 'p99', 'max', 'missing'],
      row('bare server', result.bare),
      row('Longshore', result.longshore),
    ]),
    '',
    ...verdictRows(result.verdicts),
    '',
    `${measuredOn(result)}; load before ${oneDigit(result.loadBefore)}`,
    '',
  ].join('\n');
}

function row(name: string, { memoryEach, rssEachRound, deliveryMs, missing }: StreamFigures): string[] {
  const { median, p95, p99, max } = deliveryMs;
  return [
    name,
    ...[memoryEach.rssBytes, memoryEach.heapUsedBytes, memoryEach.externalBytes].map((bytes) =>
      oneDigit(bytes / 1_000),
    ),
    [Math.min(...rssEachRound), Math.max(...rssEachRound)].map((bytes) => oneDigit(bytes / 1_000)).join('–'),
    ...[median, p95, p99, max].map(oneDigit),
    String(missing),
  ];
}
