import type { ComparedRuns } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare, runHeads } from '@longshore/schemas/words';
import { compareRuns } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { shortIdLength } from '../output/short-id.ts';
import { type Column, formatTable } from '../output/table.ts';

type Row = ComparedRuns['rows'][number];

const VALUES: Record<Row['unit'], (value: number) => string> = {
  ms: formatDuration,
  orders: formatCount,
  'orders a minute': (value) => `${formatCount(value)} a minute`,
  share: formatShare,
};

/** A line of the table: what differs between the runs, or a measure of them. */
interface Line {
  name: string;
  values: string[];
  /** The runs that did best. */
  best: readonly number[];
}

function linesOf({ differences, rows }: ComparedRuns): Line[] {
  const words = ({ unit }: Row, value: number | null) => (value === null ? '–' : VALUES[unit](value));
  return [
    ...differences.map(({ setting, values }) => ({
      name: setting,
      values: values.map((each) => each ?? '–'),
      best: [],
    })),
    ...rows.map((row) => ({
      name: row.measure,
      values: row.values.map((value, index) => `${row.best.includes(index) ? '▶ ' : ''}${words(row, value)}`),
      best: row.best,
    })),
  ];
}

/** `longshore kitchen compare`: a column for each run, what they differ in first, the best of each measure marked. */
export async function kitchenCompare(cli: Cli, runs: readonly string[], options: { json?: boolean }): Promise<void> {
  const compared = await compareRuns(cli.api, runs);
  if (options.json) return cli.printJson(compared);
  const { style, terminal } = cli;
  const length = shortIdLength(compared.runs.map(({ id }) => id));
  const heads = runHeads(compared.runs);
  const columns: Column<Line>[] = [
    { header: 'Measure', text: ({ name }) => name },
    ...compared.runs.map(
      ({ id }, index): Column<Line> => ({
        header: `${heads[index]} ${id.slice(0, length)}`,
        text: ({ values }) => values[index] ?? '–',
        paint: (text, { best }) => (best.includes(index) ? style.tone('well', text) : text),
        align: 'right',
      }),
    ),
  ];
  await cli.print(formatTable(columns, linesOf(compared), { width: terminal.out.columns, style }));
  await cli.note('▶ marks the best of each line\n');
  if (compared.differences.length === 0) return;
  const settings = compared.differences.map(({ setting }) => setting).join(', ');
  await cli.note(`the runs differ in more than their policies: ${settings}\n`);
}
