import { verdictRows } from '../aims.ts';
import { alignColumns, oneDigit } from '../align-columns.ts';
import { measuredOn } from '../machine.ts';
import type { Rate } from './read-rates.ts';
import type { ApiBenchmark, ReadFigures } from './run-api-benchmark.ts';

/** The result as tables for a terminal. */
export function formatApiTable(result: ApiBenchmark): string {
  const { jobs, connections, rounds, seconds } = result.settings;
  return [
    `Answers a second, of ${jobs} jobs; ${connections} connections, ${rounds} rounds of ${seconds} s each, in turn.`,
    '',
    ...alignColumns([
      ['', 'a second', 'median ms', 'p99 ms', 'kB each', 'client', 'share', 'of rounds'],
      ...result.reads.flatMap(rowsOf),
    ]),
    '',
    ...verdictRows(result.verdicts),
    '',
    `${measuredOn(result)}; load before ${oneDigit(result.loadBefore)}`,
    '',
  ].join('\n');
}

function rowsOf({ read, bare, longshore, ratio }: ReadFigures): string[][] {
  const row = (name: string, rate: Rate, shares: readonly string[]) => [
    name,
    oneDigit(rate.perSecond),
    oneDigit(rate.latencyMs.median),
    oneDigit(rate.latencyMs.p99),
    oneDigit(rate.bytesEach / 1_000),
    `${Math.round(rate.clientShare * 100)} %`,
    ...shares,
  ];
  const spread = `${ratio.lowest.toFixed(2)}–${ratio.highest.toFixed(2)}`;
  return [
    row(`${read}: bare server`, bare, ['', '']),
    row('  Longshore', longshore, [ratio.overall.toFixed(2), spread]),
  ];
}
