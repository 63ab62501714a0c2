import type { Queue, QueueEntry } from '@longshore/schemas';
import { plural, waitingWords } from '@longshore/schemas/words';
import { readQueue } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { shortIdLength } from '../output/short-id.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore job queue`: what waits to be placed, in order, and why. */
export async function jobQueue(cli: Cli, options: { limit: number; json?: boolean }): Promise<void> {
  const queue = await readQueue(cli.api, { limit: Math.min(200, options.limit) });
  if (options.json) return cli.printJson(queue);
  if (queue.jobs === 0) return cli.note(`no job waits to be placed${backingOffWords(queue)}\n`);
  const { style } = cli;
  await cli.print(
    `${plural(queue.jobs, 'job')} with ${plural(queue.tasks, 'task')} ${queue.jobs === 1 ? 'waits' : 'wait'} to be placed${backingOffWords(queue)}\n\n`,
  );
  const width = cli.terminal.out.columns;
  await cli.print(formatTable(queueColumns(queue.items, style, cli.terminal.nowMs()), queue.items, { width, style }));
  if (queue.next !== null) await cli.note(`only the first ${plural(queue.items.length, 'job')} · --limit shows more\n`);
}

function backingOffWords({ backingOff }: Queue): string {
  return backingOff === 0 ? '' : ` · ${plural(backingOff, 'task')} more after a pause`;
}

function queueColumns(entries: readonly QueueEntry[], style: Style, nowMs: number): Column<QueueEntry>[] {
  const idLength = shortIdLength(entries.map(({ jobId }) => jobId));
  return [
    { header: '#', align: 'right', text: ({ position }) => String(position) },
    { header: 'Name', text: ({ name }) => name, paint: (text) => style.bold(text), shrinkTo: 16 },
    { header: 'Priority', align: 'right', dropOrder: 2, text: ({ priority }) => String(priority) },
    { header: 'Tasks', align: 'right', text: ({ tasksWaiting }) => String(tasksWaiting) },
    { header: 'Submitted', dropOrder: 1, text: ({ createdAt }) => ago(createdAt, nowMs) },
    { header: 'Id', text: ({ jobId }) => jobId.slice(0, idLength), paint: (text) => style.faint(text) },
    { header: 'Why', text: ({ waitsFor }) => waitingWords(waitsFor), shrinkTo: 20 },
    { header: 'Would fit with', text: ({ wouldFit }) => wouldFit.join(', or '), shrinkTo: 20 },
  ];
}
