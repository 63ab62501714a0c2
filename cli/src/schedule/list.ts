import { JOB_STATES, SCHEDULE_STATES, type ScheduleSummary } from '@longshore/schemas';
import { formatInZone, formatUntil } from '@longshore/schemas/words';
import { allPages } from '../api/all-pages.ts';
import { listSchedules } from '../api/schedules.ts';
import type { Cli } from '../cli.ts';
import { shortIdLength } from '../output/short-id.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore schedule list` */
export async function scheduleList(cli: Cli, search: string | undefined, options: { json?: boolean }): Promise<void> {
  const schedules: ScheduleSummary[] = [];
  for await (const schedule of allPages((cursor) => listSchedules(cli.api, { q: search, limit: 200, cursor }))) {
    schedules.push(schedule);
  }
  if (options.json) return cli.printJson(schedules);
  if (schedules.length === 0) {
    return cli.note(
      search === undefined
        ? `no schedules yet · longshore schedule create nightly --cron '30 2 * * *' --image tool:1 makes the first\n`
        : 'no schedule fits · longshore schedule list shows all of them\n',
    );
  }
  const columns = scheduleColumns(schedules, cli.style, cli.terminal.nowMs());
  await cli.print(formatTable(columns, schedules, { width: cli.terminal.out.columns, style: cli.style }));
}

/** How a schedule stands, from the state table. */
export function stateOf({ paused }: Pick<ScheduleSummary, 'paused'>) {
  return SCHEDULE_STATES[paused ? 'PAUSED' : 'ACTIVE'];
}

function scheduleColumns(
  schedules: readonly ScheduleSummary[],
  style: Style,
  nowMs: number,
): Column<ScheduleSummary>[] {
  const idLength = shortIdLength(schedules.map(({ id }) => id));
  return [
    { header: 'Name', text: ({ name }) => name, paint: (text) => style.bold(text), shrinkTo: 12 },
    {
      header: 'State',
      text: (schedule) => `${stateOf(schedule).glyph} ${stateOf(schedule).word}`,
      paint: (text, schedule) => style.tone(stateOf(schedule).tone, text),
    },
    { header: 'When', text: ({ words }) => words, shrinkTo: 16 },
    { header: 'Next', text: (schedule) => nextWords(schedule, nowMs), shrinkTo: 8 },
    {
      header: 'Last job',
      text: ({ lastJob }) =>
        lastJob === null
          ? '–'
          : `${JOB_STATES[lastJob.state].glyph} ${JOB_STATES[lastJob.state].word}, ${ago(lastJob.createdAt, nowMs)}`,
      paint: (text, { lastJob }) => (lastJob === null ? text : style.tone(JOB_STATES[lastJob.state].tone, text)),
    },
    { header: 'Cron', text: ({ cron }) => cron, dropOrder: 2 },
    { header: 'Zone', text: ({ zone }) => zone, dropOrder: 1 },
    { header: 'Id', text: ({ id }) => id.slice(0, idLength), paint: (text) => style.faint(text), dropOrder: 3 },
  ];
}

function nextWords({ paused, nextTimes, zone }: ScheduleSummary, nowMs: number): string {
  const [next] = nextTimes;
  if (paused || next === undefined) return '–';
  return `${formatUntil(Date.parse(next) - nowMs)}, ${formatInZone(next, zone)}`;
}
