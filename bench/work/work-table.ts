import { alignColumns, oneDigit } from '../align-columns.ts';
import { measuredOn } from '../machine.ts';
import type { WorkBenchmark } from './run-work-benchmark.ts';
import type { WorkRate } from './work-round.ts';

/** The result as tables for a terminal. */
export function formatWorkTable(result: WorkBenchmark): string {
  const { bare, longshore, share, singleMs, settings } = result;
  const { items, rounds, concurrency } = settings;
  return [
    `Texts hashed by SHA-256 a second, end to end; ${rounds} rounds of ${items} each way, in turn; ${concurrency} at once.`,
    '',
    ...alignColumns([
      ['', 'a second', 'of rounds', 'processor ms each'],
      rateRow('a bare consumer that only hashes', bare),
      rateRow('work items', longshore),
    ]),
    '',
    `Longshore does ${(share * 100).toFixed(1)} % of the bare consumer’s rate.`,
    '',
    ...alignColumns([
      ['Processor time of an item', 'ms'],
      ...usedRows(longshore),
      ['all', thousandths(longshore.allMsEach)],
    ]),
    '',
    `One item by itself, until its result can be read: median ${oneDigit(singleMs.median)} ms, p95 ${oneDigit(singleMs.p95)} ms, p99 ${oneDigit(singleMs.p99)} ms.`,
    '',
    `${measuredOn(result)}; load before ${oneDigit(result.loadBefore)}`,
    '',
  ].join('\n');
}

function rateRow(name: string, { perSecond, lowest, highest, allMsEach }: WorkRate): string[] {
  return [
    name,
    Math.round(perSecond).toString(),
    `${Math.round(lowest)}–${Math.round(highest)}`,
    thousandths(allMsEach),
  ];
}

function usedRows({ usedMsEach }: WorkRate): string[][] {
  return Object.entries(usedMsEach).map(([name, ms]) => [name, thousandths(ms)]);
}

const thousandths = (ms: number) => ms.toFixed(3);
