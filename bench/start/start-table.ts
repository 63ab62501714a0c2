import type { Distribution } from '../distribution.ts';
import type { StartBenchmark } from './run-start-benchmark.ts';

const columns = ['', 'median', 'p95', 'min', 'max'];

/** The result as a table for a terminal, in milliseconds. */
export function formatStartTable(result: StartBenchmark): string {
  const row = (name: string, { median, p95, min, max }: Distribution) => [
    name,
    ...[median, p95, min, max].map(oneDigit),
  ];
  const rows = [
    columns,
    row('engine: create and start', result.raw),
    row('Longshore: submit to started', result.longshore),
    row('  submission accepted', result.accepted),
    row('  container created', result.created),
    ['added by Longshore', oneDigit(result.addedMedianMs), oneDigit(result.addedP95Ms), '', ''],
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const { machine } = result;
  return [
    `Milliseconds until the engine says that the container started; ${result.runs} runs each, in turn.`,
    '',
    ...lines,
    '',
    `${machine.processor}, ${machine.cores} cores; engine ${machine.engine}; Node ${machine.node}; commit ${result.commit.slice(0, 12)}`,
    '',
  ].join('\n');
}

function oneDigit(value: number): string {
  return value.toFixed(1);
}
