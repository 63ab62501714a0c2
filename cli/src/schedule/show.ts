import { JOB_STATES, SCHEDULE_RUN_OUTCOMES, type ScheduleDetail, type ScheduleRun } from '@longshore/schemas';
import { formatDuration, formatInZone, formatUntil, ownZone } from '@longshore/schemas/words';
import { getSchedule } from '../api/schedules.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { oneLine } from '../output/width.ts';
import { stateOf } from './list.ts';

interface Drawing {
  style: Style;
  width: number;
  nowMs: number;
}

const OVERLAP_WORDS = {
  allow: 'allow: another job starts beside it',
  skip: 'skip: the time is left out',
  replace: 'replace: it is stopped, then the next starts',
} as const;

/** `longshore schedule show` */
export async function scheduleShow(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const schedule = await getSchedule(cli.api, given);
  if (options.json) return cli.printJson(schedule);
  const drawing = { style: cli.style, width: cli.terminal.out.columns, nowMs: cli.terminal.nowMs() };
  const sections = [
    formatHead(schedule, drawing),
    formatTimes(schedule, drawing),
    formatRuns(schedule, drawing),
    cli.style.faint(`longshore job list --schedule ${schedule.name} lists its jobs\n`),
  ];
  await cli.print(sections.join('\n'));
}

function formatHead(schedule: ScheduleDetail, { style }: Drawing): string {
  const { job } = schedule;
  const facts = formatFacts(
    [
      ['Cron', `${schedule.cron}  ${schedule.words}`],
      ['Zone', schedule.zone],
      ['While one runs', OVERLAP_WORDS[schedule.overlap]],
      ['Missed times', `the last is made up for within ${formatDuration(schedule.missedRunWindowMs)}`],
      ['Runs', oneLine(job.topic === undefined ? job.image : `${job.image}, topic ${job.topic}`)],
      ['Open jobs', String(schedule.openJobs)],
      ['Id', schedule.id],
    ],
    style,
  );
  return `${style.bold(schedule.name)}  ${style.state(stateOf(schedule))}\n${facts}`;
}

function formatTimes({ nextTimes, zone, paused }: ScheduleDetail, { style, width, nowMs }: Drawing): string {
  const own = ownZone();
  const columns: Column<string>[] = [
    { header: '', text: (at) => formatUntil(Date.parse(at) - nowMs) },
    { header: zone, text: (at) => formatInZone(at, zone) },
    ...(own === zone ? [] : [{ header: `${own} (here)`, text: (at: string) => formatInZone(at, own), dropOrder: 1 }]),
  ];
  const title = paused ? 'Next times, were it not paused' : 'Next times';
  return `${style.bold(title)}\n${formatTable(columns, nextTimes, { width, style })}`;
}

function formatRuns({ runs, zone }: ScheduleDetail, { style, width }: Drawing): string {
  if (runs.length === 0) return `${style.bold('Last times')}\nnone has come yet\n`;
  const columns: Column<ScheduleRun>[] = [
    { header: 'Time', text: ({ nominalAt }) => formatInZone(nominalAt, zone) },
    {
      header: 'Became',
      text: ({ outcome }) => `${SCHEDULE_RUN_OUTCOMES[outcome].glyph} ${SCHEDULE_RUN_OUTCOMES[outcome].word}`,
      paint: (text, { outcome }) => style.tone(SCHEDULE_RUN_OUTCOMES[outcome].tone, text),
    },
    { header: 'Job or why', text: runWords, shrinkTo: 20 },
  ];
  return `${style.bold('Last times')}\n${formatTable(columns, runs, { width, style })}`;
}

function runWords({ job, outcome, detail }: ScheduleRun): string {
  if (job !== null) return `${JOB_STATES[job.state].word.toLowerCase()} · ${job.name}`;
  return outcome === 'STARTED' ? 'its job was deleted' : detail;
}
