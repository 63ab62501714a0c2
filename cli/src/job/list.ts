import { type ApiQuery, JOB_STATES, type JobSummary } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { allPages } from '../api/all-pages.ts';
import { listJobs } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { whereWords } from '../output/job-words.ts';
import { percentage, progressWords } from '../output/progress-bar.ts';
import { shortIdLength } from '../output/short-id.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago, spanBetween } from '../output/time.ts';

export interface JobListOptions {
  state?: string[];
  /** As it was typed; the control plane says what it knows. */
  kind?: ApiQuery<'GET /jobs'>['kind'];
  agent?: string;
  topic?: string;
  schedule?: string;
  search?: string;
  limit: number;
  all?: boolean;
  json?: boolean;
}

/** `longshore job list` */
export async function jobList(cli: Cli, options: JobListOptions): Promise<void> {
  const query = {
    state: options.state?.map((state) => state.toUpperCase()),
    kind: options.kind,
    agent: options.agent,
    topic: options.topic,
    schedule: options.schedule,
    q: options.search,
  };
  const wanted = options.all ? Number.POSITIVE_INFINITY : options.limit;
  const jobs: JobSummary[] = [];
  let more = false;
  for await (const job of allPages((cursor) => listJobs(cli.api, { ...query, limit: Math.min(200, wanted), cursor }))) {
    if (jobs.length >= wanted) {
      more = true;
      break;
    }
    jobs.push(job);
  }
  if (options.json) return cli.printJson(jobs);
  if (jobs.length === 0) return cli.note(emptyWords(options));
  const width = cli.terminal.out.columns;
  await cli.print(formatTable(jobColumns(jobs, cli.style, cli.terminal.nowMs()), jobs, { width, style: cli.style }));
  if (more) await cli.note(`only the newest ${plural(jobs.length, 'job')} · --limit or --all shows more\n`);
}

function emptyWords(options: JobListOptions): string {
  const filtered = [options.state, options.kind, options.agent, options.topic, options.schedule, options.search].some(
    (filter) => filter !== undefined,
  );
  return filtered
    ? 'no job fits · longshore job list shows all of them\n'
    : 'no jobs yet · longshore job run --topic people makes the first\n';
}

/** The columns of a list of jobs. */
export function jobColumns(jobs: readonly JobSummary[], style: Style, nowMs: number): Column<JobSummary>[] {
  const idLength = shortIdLength(jobs.map(({ id }) => id));
  return [
    { header: 'Name', text: ({ name }) => name, paint: (text) => style.bold(text), shrinkTo: 16 },
    {
      header: 'State',
      text: ({ state }) => `${JOB_STATES[state].glyph} ${JOB_STATES[state].word}`,
      paint: (text, { state }) => style.tone(JOB_STATES[state].tone, text),
    },
    { header: 'Done', align: 'right', text: doneWords, dropOrder: 2 },
    { header: 'Submitted', text: ({ createdAt }) => ago(createdAt, nowMs) },
    {
      header: 'Took',
      align: 'right',
      dropOrder: 1,
      text: ({ startedAt, endedAt }) => (startedAt === null ? '–' : spanBetween(startedAt, endedAt, nowMs)),
    },
    { header: 'Id', text: ({ id }) => id.slice(0, idLength), paint: (text) => style.faint(text) },
    { header: 'Image', text: ({ image }) => image, shrinkTo: 12, dropOrder: 3 },
    { header: 'Where or why', text: whereWords, shrinkTo: 12, dropOrder: 4 },
  ];
}

function doneWords({ progress, taskCount, tasksEnded, perHost }: JobSummary): string {
  if (perHost !== undefined) return `${perHost.running}/${perHost.matching}`;
  if (progress !== null) {
    return progress.total === null ? progressWords(progress) : `${percentage(progress.done, progress.total)} %`;
  }
  return taskCount === 1 ? '–' : `${tasksEnded}/${taskCount}`;
}
