import type { WorkQueue } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { listWorkQueues } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { type Column, formatTable } from '../output/table.ts';
import { oneLine } from '../output/width.ts';

const NO_KEY =
  'the fleet runs no workers, as the control plane has no key to make theirs with · set LONGSHORE_SECRET_KEY for web and dispatcher: openssl rand -base64 32 makes one\n';

/** `longshore work queues` */
export async function workQueues(cli: Cli, options: { json?: boolean }): Promise<void> {
  const queues = await listWorkQueues(cli.api);
  if (options.json) return cli.printJson(queues);
  await cli.print(formatQueues(cli, queues.items));
  for (const { type, trouble } of queues.items) {
    if (trouble !== null)
      await cli.note(`${type}: its last worker failed: ${oneLine(trouble.message)} · job ${trouble.jobId}\n`);
  }
  if (!queues.ready) await cli.note(NO_KEY);
}

/** Queues as a table. */
export function formatQueues({ style, terminal }: Cli, queues: readonly WorkQueue[]): string {
  const count = (header: string, of: (queue: WorkQueue) => number, dropOrder?: number): Column<WorkQueue> => ({
    header,
    text: (queue) => formatCount(of(queue)),
    align: 'right',
    ...(dropOrder === undefined ? {} : { dropOrder }),
  });
  const columns: Column<WorkQueue>[] = [
    { header: 'Queue', text: ({ type }) => type, paint: (text) => style.bold(text) },
    count('Waiting', ({ queued }) => queued),
    count('Processing', ({ processing }) => processing),
    {
      header: 'Oldest',
      text: ({ oldestAgeMs }) => (oldestAgeMs === null ? '–' : formatDuration(oldestAgeMs)),
      align: 'right',
    },
    count('Done in a minute', ({ completedLastMinute }) => completedLastMinute),
    {
      ...count('Dead', ({ failed }) => failed),
      paint: (text, { failed }) => (failed === 0 ? text : style.tone('badly', text)),
    },
    count('Workers', ({ workers }) => workers),
    {
      header: 'Limits',
      text: ({ scaling: { minimum, maximum, itemsPerWorker } }) => `${minimum}–${maximum}, one for ${itemsPerWorker}`,
      dropOrder: 1,
    },
  ];
  return formatTable(columns, queues, { width: terminal.out.columns, style });
}
