import {
  ATTEMPT_STATES,
  type AttemptView,
  JOB_STATES,
  type JobDetail,
  type JobEvent,
  jobHasEnded,
  TASK_STATES,
  type TaskView,
} from '@longshore/schemas';
import {
  formatBytes,
  formatCores,
  formatCount,
  formatDuration,
  perHostWords,
  plural,
  waitingWords,
} from '@longshore/schemas/words';
import { allPages } from '../api/all-pages.ts';
import { getJob, jobEvents } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { reasonWords } from '../output/job-words.ts';
import { bar, progressWords } from '../output/progress-bar.ts';
import { formatReceipts } from '../output/receipt.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago, spanBetween } from '../output/time.ts';
import { oneLine } from '../output/width.ts';
import { findJob } from './find-job.ts';

interface Drawing {
  style: Style;
  width: number;
  nowMs: number;
}

/** `longshore job show`: state, why, timeline, tries, and how it was placed. */
export async function jobShow(cli: Cli, given: string, options: { json?: boolean }): Promise<void> {
  const id = await findJob(cli, given);
  const [job, events] = await Promise.all([getJob(cli.api, id), readEvents(cli, id)]);
  if (options.json) return cli.printJson({ ...job, events });
  const drawing = { style: cli.style, width: cli.terminal.out.columns, nowMs: cli.terminal.nowMs() };
  const sections = [
    formatHead(job, drawing),
    section('Timeline', formatTimeline(job.createdAt, events, drawing), drawing),
    section('Tries', formatTries(job.tasks, drawing), drawing),
    section('Placement', formatPlacement(job.tasks, drawing), drawing),
  ];
  await cli.print(sections.filter((text) => text !== '').join('\n'));
}

async function readEvents(cli: Cli, id: string): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of allPages((cursor) => jobEvents(cli.api, id, cursor))) events.push(event);
  return events;
}

function section(title: string, body: string, { style }: Drawing): string {
  return body === '' ? '' : `${style.bold(title)}\n${body}`;
}

function scheduleWords({ schedule }: JobDetail): string | null {
  if (schedule === null) return null;
  return schedule.nominalAt === null ? `${schedule.name}, by hand` : `${schedule.name}, for ${schedule.nominalAt}`;
}

/** Name and state, then the reason if there is one, then the facts. */
export function formatHead(job: JobDetail, { style, nowMs }: Drawing): string {
  const view = JOB_STATES[job.state];
  const lines = [`${style.bold(oneLine(job.name))}  ${style.state(view)}`];
  if (job.reason !== null) lines.push(style.tone(view.tone, reasonWords(job.reason)));
  if (job.waitsFor !== null) lines.push(style.tone('look', `${oneLine(waitingWords(job.waitsFor))}`));
  const facts = formatFacts(
    [
      ['Id', job.id],
      ['Kind', job.kind],
      ['Image', oneLine(job.image)],
      ['Command', job.spec.kind === 'container' ? (job.spec.command?.map(oneLine).join(' ') ?? null) : null],
      ['Topic', job.topic],
      ['Records', generatorWords(job)],
      ['Kitchen', kitchenWords(job)],
      ['Schedule', scheduleWords(job)],
      ['Submitted', `${ago(job.createdAt, nowMs)} (${job.createdAt})`],
      ['Ran', ranWords(job, nowMs)],
      ['Exit code', job.exitCode === null ? null : String(job.exitCode)],
      ['Progress', progressLine(job)],
      ['Runs on', job.perHost === undefined ? null : perHostWords(job.perHost)],
      ['Size', sizeWords(job)],
      ['Priority', String(job.priority)],
      ['Queue', queueWords(job)],
    ],
    style,
  );
  return `${lines.join('\n')}\n\n${facts}`;
}

function sizeWords({ taskCount, perHost, spec }: JobDetail): string {
  const each = `${formatCores(spec.resources.cpuMillis)} and ${formatBytes(spec.resources.memoryBytes)}`;
  return perHost === undefined ? `${plural(taskCount, 'task')} of ${each}` : `${each} on each`;
}

function queueWords({ queue }: JobDetail): string | null {
  if (queue == null) return null;
  const ahead = queue.tasksAhead === 0 ? 'next to be placed' : `${plural(queue.tasksAhead, 'task')} of others ahead`;
  return `${queue.position} of ${plural(queue.jobs, 'waiting job')}, ${ahead}`;
}

function generatorWords({ spec }: JobDetail): string | null {
  if (spec.kind !== 'data-generator') return null;
  const { count: wanted, ratePerSecond, seed } = spec.generator;
  const many = wanted === null ? 'endless' : formatCount(wanted);
  const rate = ratePerSecond === null ? '' : ` at ${formatCount(ratePerSecond)}/s`;
  return `${many}${rate}, seed ${seed}`;
}

function kitchenWords({ spec }: JobDetail): string | null {
  if (spec.kind !== 'kitchen') return null;
  const { id, capacity, specialties } = spec.kitchen;
  const which = spec.parallelism === 1 ? id : `${id}-1 to ${id}-${spec.parallelism}`;
  const best = specialties.length === 0 ? '' : `, best at ${specialties.join(', ')}`;
  return `${which}, cooks ${capacity} at once${best}`;
}

function ranWords(job: JobDetail, nowMs: number): string | null {
  if (job.startedAt === null) return null;
  const where = [...new Set(job.tasks.flatMap(({ attempts }) => attempts.map(({ agentId }) => agentId)))];
  const on = where.length === 0 ? '' : ` on ${where.slice(0, 3).join(', ')}${where.length > 3 ? ', …' : ''}`;
  const took = spanBetween(job.startedAt, job.endedAt, nowMs);
  return `${jobHasEnded(job.state) ? took : `${took} so far`}${on}`;
}

function progressLine({ progress }: JobDetail): string | null {
  if (progress === null) return null;
  const words = progressWords(progress);
  return progress.total === null ? words : `${bar(progress.done / Math.max(1, progress.total), 22)} ${words}`;
}

/** One line for each event, with the time since the job was submitted. */
export function formatTimeline(createdAt: string, events: readonly JobEvent[], { style, width }: Drawing): string {
  const columns: Column<JobEvent>[] = [
    { header: 'After', align: 'right', text: ({ at }) => `+${formatDuration(Date.parse(at) - Date.parse(createdAt))}` },
    { header: 'What', text: ({ type }) => type, paint: (text) => style.bold(text) },
    {
      header: 'Task',
      align: 'right',
      dropOrder: 1,
      text: ({ taskIndex, attempt }) =>
        taskIndex === null ? '' : attempt === null ? `${taskIndex}` : `${taskIndex}, try ${attempt}`,
    },
    { header: 'Agent', text: ({ agentId }) => agentId ?? '', shrinkTo: 12, dropOrder: 2 },
    { header: 'Detail', text: ({ message }) => message, shrinkTo: 20 },
  ];
  return events.length === 0 ? '' : formatTable(columns, events, { width, style });
}

interface Try {
  task: TaskView;
  attempt: AttemptView | null;
}

/** One line for each try of each task, waiting tasks included. */
export function formatTries(tasks: readonly TaskView[], { style, width, nowMs }: Drawing): string {
  const tries = tasks.flatMap((task): Try[] =>
    task.attempts.length === 0 ? [{ task, attempt: null }] : task.attempts.map((attempt) => ({ task, attempt })),
  );
  const viewOf = ({ task, attempt }: Try) =>
    attempt === null ? TASK_STATES[task.state] : ATTEMPT_STATES[attempt.observed];
  const columns: Column<Try>[] = [
    { header: 'Task', align: 'right', text: ({ task }) => String(task.index) },
    { header: 'Try', align: 'right', text: ({ attempt }) => (attempt === null ? '–' : String(attempt.attempt)) },
    {
      header: 'State',
      text: (row) =>
        `${viewOf(row).glyph} ${viewOf(row).word}${row.attempt?.unreachable === true ? ' (unreachable)' : ''}`,
      paint: (text, row) => style.tone(row.attempt?.unreachable === true ? 'stale' : viewOf(row).tone, text),
    },
    { header: 'Agent', text: ({ task, attempt }) => attempt?.agentId ?? task.agentId ?? '–', shrinkTo: 12 },
    {
      header: 'Took',
      align: 'right',
      text: ({ attempt }) =>
        attempt?.startedAt == null ? '–' : spanBetween(attempt.startedAt, attempt.endedAt, nowMs),
    },
    {
      header: 'Exit',
      align: 'right',
      text: ({ attempt }) => (attempt?.exitCode == null ? '–' : String(attempt.exitCode)),
    },
    { header: 'Container', text: ({ attempt }) => attempt?.containerId?.slice(0, 12) ?? '–', dropOrder: 1 },
    { header: 'Why', text: whyOf, shrinkTo: 20 },
  ];
  return formatTable(columns, tries, { width, style });
}

function whyOf({ task, attempt }: Try): string {
  if (attempt === null) return task.waitsFor ?? '';
  return attempt.reason === null ? (attempt.detail ?? '') : reasonWords(attempt.reason);
}

function formatPlacement(tasks: readonly TaskView[], { style, width }: Drawing): string {
  const receipts = tasks.flatMap(({ receipt, attempts }) => receipt ?? attempts.at(-1)?.receipt ?? []);
  return formatReceipts(receipts, { style, width });
}
