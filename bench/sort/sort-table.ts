import { verdictRows } from '../aims.ts';
import { alignColumns, oneDigit } from '../align-columns.ts';
import { measuredOn } from '../machine.ts';
import { medianOf, type SortBenchmark, type SortFigures } from './run-sort-benchmark.ts';

/** The result as tables for a terminal. */
export function formatSortTable(result: SortBenchmark): string {
  return [
    `Medians of ${result.settings.rounds} rounds, in turn; the same numbers of 32 bits for all, ${result.settings.workers} threads.`,
    '',
    ...result.figures.flatMap((figures) => [...rowsOf(figures), '']),
    ...verdictRows(result.verdicts),
    '',
    measuredOn(result),
    '',
  ].join('\n');
}

function rowsOf({ count, textBytes, arrays, files }: SortFigures): string[] {
  const row = (name: string, values: readonly number[]) => [
    name,
    (medianOf(values) / 1_000).toFixed(2),
    oneDigit(count / medianOf(values) / 1_000),
  ];
  return alignColumns([
    [`${count / 1e6} million`, 's', 'million/s'],
    ['array to array', '', ''],
    row('  longshore, threads and their start', arrays.longshore),
    row('  Int32Array.prototype.sort', arrays.native),
    row('  radix sort, one thread', arrays.radix),
    [`text to text, ${Math.round(textBytes / 1e6)} MB, program start, parsing, printing`, '', ''],
    row('  longshore sort --local --type int32', files.longshore),
    row('  GNU sort -n, LC_ALL=C', files.gnu),
  ]);
}
