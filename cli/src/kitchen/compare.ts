import type { ComparedRuns } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare } from '@longshore/schemas/words';
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

/** `longshore kitchen compare`: a column for each run, the best of each line marked. */
export async function kitchenCompare(cli: Cli, runs: readonly string[], options: { json?: boolean }): Promise<void> {
  const compared = await compareRuns(cli.api, runs);
  if (options.json) return cli.printJson(compared);
  const { style, terminal } = cli;
  const length = shortIdLength(compared.runs.map(({ id }) => id));
  const columns: Column<Row>[] = [
    { header: 'Measure', text: ({ measure }) => measure },
    ...compared.runs.map(
      ({ id, policy }, index): Column<Row> => ({
        header: `${policy} ${id.slice(0, length)}`,
        text: ({ unit, values, best }) => {
          const value = values[index] ?? null;
          return value === null ? '–' : `${best.includes(index) ? '▶ ' : ''}${VALUES[unit](value)}`;
        },
        paint: (text, { best }) => (best.includes(index) ? style.tone('well', text) : text),
        align: 'right',
      }),
    ),
  ];
  await cli.print(formatTable(columns, compared.rows, { width: terminal.out.columns, style }));
  await cli.note('▶ marks the best of each line\n');
}
