import { WORKER_STATES, type Worker } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { listWorkers } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore worker list` */
export async function workerList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const workers = await listWorkers(cli.api);
  if (options.json) return cli.printJson(workers);
  if (workers.items.length === 0) {
    return cli.note('no workers yet · the fleet starts them when items wait: longshore work queues\n');
  }
  await cli.print(formatWorkers(cli, workers.items));
}

/** What a worker takes, and of what it takes nothing now. */
function typesOf({ types }: Worker): string {
  return types.map(({ type, wanted }) => (wanted === 'stopped' ? `${type} (stopped)` : type)).join(', ');
}

/** Workers as a table. */
export function formatWorkers({ style, terminal }: Cli, workers: readonly Worker[]): string {
  const nowMs = terminal.nowMs();
  const columns: Column<Worker>[] = [
    { header: 'Id', text: ({ id }) => id },
    { header: 'Name', text: ({ name }) => name, shrinkTo: 10, dropOrder: 2 },
    {
      header: 'State',
      text: ({ state }) => `${WORKER_STATES[state].glyph} ${WORKER_STATES[state].word}`,
      paint: (text, { state }) => style.tone(WORKER_STATES[state].tone, text),
    },
    { header: 'Takes', text: typesOf, shrinkTo: 10 },
    {
      header: 'Holds',
      text: ({ types }) => formatCount(types.reduce((sum, { holding }) => sum + holding, 0)),
      align: 'right',
    },
    { header: 'Done', text: ({ completed }) => formatCount(completed), align: 'right' },
    { header: 'Failed', text: ({ failed }) => formatCount(failed), align: 'right', dropOrder: 1 },
    { header: 'Agent', text: ({ agentId }) => agentId ?? '–', shrinkTo: 6, dropOrder: 3 },
    { header: 'Heard', text: ({ lastHeardAt }) => ago(lastHeardAt, nowMs), dropOrder: 4 },
  ];
  return formatTable(columns, workers, { width: terminal.out.columns, style });
}
