import { alignColumns, oneDigit } from '../align-columns.ts';
import type { Distribution } from '../distribution.ts';
import { measuredOn } from '../machine.ts';
import type { StartFigures } from './measure-starts.ts';
import type { StartBenchmark } from './run-start-benchmark.ts';

/** The result as a table for a terminal, in milliseconds. */
export function formatStartTable(result: StartBenchmark): string {
  return [
    `Milliseconds until the engine says that the container started; ${result.runs} runs each, in turn.`,
    '',
    ...startRows(result),
    '',
    measuredOn(result),
    '',
  ].join('\n');
}

/** The figures of starts as lines of a table. */
export function startRows(figures: StartFigures): string[] {
  const row = (name: string, { median, p95, min, max }: Distribution) => [
    name,
    ...[median, p95, min, max].map(oneDigit),
  ];
  return alignColumns([
    ['', 'median', 'p95', 'min', 'max'],
    row('engine: create and start', figures.raw),
    row('Longshore: submit to started', figures.longshore),
    row('  submission accepted', figures.accepted),
    row('  container created', figures.created),
    ['added by Longshore', oneDigit(figures.addedMedianMs), oneDigit(figures.addedP95Ms), '', ''],
  ]);
}
