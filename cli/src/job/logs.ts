import { type JobDetail, jobHasEnded, type LogLineView } from '@longshore/schemas';
import { getJob } from '../api/jobs.ts';
import { LiveHints } from '../api/live-hints.ts';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { findJob } from './find-job.ts';
import { LogFeed } from './log-feed.ts';
import { readRest } from './read-rest.ts';
import { writeLogLine } from './write-log-line.ts';

export interface JobLogsOptions {
  follow?: boolean;
  tail?: number;
  task?: number;
  /** Number of the try. */
  try?: number;
  timestamps?: boolean;
  json?: boolean;
}

/** `longshore job logs`: what the program wrote, stdout to stdout and stderr to stderr. */
export async function jobLogs(cli: Cli, given: string, options: JobLogsOptions): Promise<number> {
  const id = await findJob(cli, given);
  const job = await getJob(cli.api, id);
  const attemptId = options.try === undefined ? undefined : attemptOf(job, options.try, options.task);
  const feed = new LogFeed(cli.api, id, { task: options.task, attemptId, tail: options.tail });
  const lineOptions = {
    prefixed: job.taskCount > 1 && options.task === undefined,
    timestamps: options.timestamps === true,
  };
  let shown = 0;
  const show = async (lines: readonly LogLineView[]) => {
    shown += lines.length;
    for (const line of lines) {
      if (options.json) await cli.printJsonLine(line);
      else await writeLogLine(cli, line, lineOptions);
    }
  };
  if (options.follow && !jobHasEnded(job.state)) return follow(cli, id, feed, show);
  await readAll(feed, show);
  if (shown === 0 && !options.json) {
    await cli.note(
      jobHasEnded(job.state) ? 'the job wrote nothing\n' : 'nothing written yet · --follow waits for it\n',
    );
  }
  return EXIT.done;
}

/** The id of a try by its number, which says enough as long as only one task is meant. */
function attemptOf(job: JobDetail, number: number, taskIndex: number | undefined): string {
  const tasks = job.tasks.filter(({ index }) => taskIndex === undefined || index === taskIndex);
  const fitting = tasks.flatMap(({ attempts }) => attempts.filter(({ attempt }) => attempt === number));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only.id;
  throw new CliError({
    what: only === undefined ? `there is no try ${number}` : `${fitting.length} tasks have a try ${number}`,
    where: job.name,
    advice: only === undefined ? `longshore job show ${job.id} lists the tries` : 'say which task with --task',
    code: only === undefined ? 'not_found' : 'ambiguous',
  });
}

async function readAll(feed: LogFeed, show: (lines: readonly LogLineView[]) => Promise<void>): Promise<void> {
  for (let lines = await feed.read(); lines.length > 0; lines = await feed.read()) await show(lines);
}

/** Until the job ends. An interrupt ends the following and leaves the job alone. */
async function follow(
  cli: Cli,
  id: string,
  feed: LogFeed,
  show: (lines: readonly LogLineView[]) => Promise<void>,
): Promise<number> {
  const left = new AbortController();
  const unregister = cli.terminal.onInterrupt(() => left.abort());
  using hints = new LiveHints(cli.api, { subjects: ['jobs', 'logs'] });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  const { signal } = left;
  const read = () => patience.ask(() => feed.read(signal), signal);
  try {
    for (;;) {
      const job = await patience.ask(() => getJob(cli.api, id, signal), signal);
      if (jobHasEnded(job.state)) {
        await readRest(cli.terminal, read, show);
        return EXIT.done;
      }
      for (let lines = await read(); lines.length > 0; lines = await read()) await show(lines);
      await hints.next(signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return EXIT.interrupted;
  } finally {
    unregister();
  }
}
