import { WORK_FAILURES, WORK_ITEM_STATES, type WorkItem } from '@longshore/schemas';
import { getWorkItem } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { ago, spanBetween } from '../output/time.ts';
import { cut, oneLine } from '../output/width.ts';

/** `longshore work show` */
export async function workShow(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const item = await getWorkItem(cli.api, given);
  if (options.json) return cli.printJson(item);
  const { style, terminal } = cli;
  const nowMs = terminal.nowMs();
  const facts = formatFacts(
    [
      ['Type', item.type],
      ['Tries', `${item.tries} of ${item.maxTries}`],
      ['Worker', item.worker],
      ['Submitted', `${ago(item.createdAt, nowMs)} by ${oneLine(item.submittedBy)}`],
      ['Next try', item.dueAt === null ? null : new Date(item.dueAt).toISOString()],
      ['Took', item.endedAt === null ? null : spanBetween(item.createdAt, item.endedAt, nowMs)],
      ['Progress', progressOf(item)],
      ['Payload', cut(oneLine(JSON.stringify(item.payload)), terminal.out.columns)],
    ],
    style,
  );
  const life = item.life
    .map(
      ({ at, what, message }) =>
        `${spanBetween(item.createdAt, at, nowMs).padStart(8)}  ${what.padEnd(9)}  ${oneLine(message)}\n`,
    )
    .join('');
  await cli.print(
    [
      `${style.bold(item.id)}  ${style.state(WORK_ITEM_STATES[item.status])}\n${facts}`,
      formatOutcome(cli, item),
      `${style.bold('Life')}\n${life}`,
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

function progressOf({ progress }: WorkItem): string | null {
  if (progress === null) return null;
  return `${progress.done}${progress.total === null ? '' : ` of ${progress.total}`} ${progress.unit}`.trim();
}

/** What came of an item: its result, or why it failed and what to do. */
export function formatOutcome({ style }: Cli, { result, failure }: WorkItem): string {
  if (result !== null) return `${JSON.stringify(result, null, 2)}\n`;
  if (failure === null) return '';
  const { words, advice } = WORK_FAILURES[failure.code];
  return `${style.tone('badly', words)}: ${oneLine(failure.message)}\n${advice}\n`;
}
