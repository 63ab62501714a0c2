import { WORK_FAILURES, WORK_ITEM_STATES, type WorkItemSummary } from '@longshore/schemas';
import { listWorkItems } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago, spanBetween } from '../output/time.ts';

export interface WorkListOptions {
  type?: string[];
  status?: string[];
  limit?: number;
  json?: boolean;
}

/** `longshore work list` */
export async function workList(cli: Cli, options: WorkListOptions): Promise<void> {
  await listed(cli, options, 'no such items · longshore work submit makes one\n');
}

/** `longshore work dead` */
export async function workDead(cli: Cli, options: WorkListOptions): Promise<void> {
  await listed(cli, { ...options, status: ['failed'] }, 'no dead letters\n');
}

async function listed(cli: Cli, { type, status, limit = 20, json }: WorkListOptions, none: string): Promise<void> {
  const page = await listWorkItems(cli.api, { limit, type: type?.join(','), status: status?.join(',') });
  if (json) return cli.printJson(page);
  if (page.items.length === 0) return cli.note(none);
  await cli.print(formatItems(cli, page.items));
  if (page.next !== null) await cli.note(`there are more · --limit ${limit * 2} shows more of them\n`);
}

function formatItems(cli: Cli, items: readonly WorkItemSummary[]): string {
  const { style, terminal } = cli;
  const nowMs = terminal.nowMs();
  const columns: Column<WorkItemSummary>[] = [
    { header: 'Id', text: ({ id }) => id },
    { header: 'Type', text: ({ type }) => type },
    {
      header: 'State',
      text: ({ status }) => `${WORK_ITEM_STATES[status].glyph} ${WORK_ITEM_STATES[status].word}`,
      paint: (text, { status }) => style.tone(WORK_ITEM_STATES[status].tone, text),
    },
    { header: 'Tries', text: ({ tries, maxTries }) => `${tries}/${maxTries}`, align: 'right', dropOrder: 2 },
    { header: 'Submitted', text: ({ createdAt }) => ago(createdAt, nowMs), dropOrder: 3 },
    {
      header: 'Took',
      text: ({ startedAt, endedAt }) => (startedAt === null ? '–' : spanBetween(startedAt, endedAt, nowMs)),
      align: 'right',
      dropOrder: 1,
    },
    {
      header: 'Failure',
      text: ({ failure }) => (failure === null ? '' : `${WORK_FAILURES[failure.code].words}: ${failure.message}`),
      shrinkTo: 12,
      dropOrder: 4,
    },
  ];
  return formatTable(columns, items, { width: terminal.out.columns, style });
}
