import { SORT_STATES, type SortSummary } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { allPages } from '../../api/all-pages.ts';
import { listSorts } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { shortIdLength } from '../../output/short-id.ts';
import { type Column, formatTable } from '../../output/table.ts';
import { ago } from '../../output/time.ts';

/** `longshore sort list` */
export async function sortList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const sorts: SortSummary[] = [];
  for await (const sort of allPages((cursor) => listSorts(cli.api, { limit: 200, cursor }))) sorts.push(sort);
  if (options.json) return cli.printJson(sorts);
  if (sorts.length === 0)
    return cli.note('no sorts yet · longshore sort --generate zipf:1000000 --type int32 makes one\n');
  const idLength = shortIdLength(sorts.map(({ id }) => id));
  const nowMs = cli.terminal.nowMs();
  const columns: Column<SortSummary>[] = [
    { header: 'Id', text: ({ id }) => id.slice(0, idLength), paint: (text) => cli.style.faint(text) },
    { header: 'Name', text: ({ name }) => name, paint: (text) => cli.style.bold(text), shrinkTo: 12 },
    { header: 'State', text: ({ state }) => SORT_STATES[state].word },
    { header: 'Elements', text: ({ count }) => (count === null ? '–' : formatCount(count)) },
    { header: 'Sorters', text: ({ spec }) => String(spec.workers), dropOrder: 2 },
    { header: 'Made', text: ({ createdAt }) => ago(createdAt, nowMs), dropOrder: 1 },
  ];
  await cli.print(formatTable(columns, sorts, { width: cli.terminal.out.columns, style: cli.style }));
}
