import { JOB_STATES, type JobDetail } from '@longshore/schemas';
import type { Cli } from '../../cli.ts';
import { EXIT } from '../../errors/exit-codes.ts';
import { reasonWords } from '../../output/job-words.ts';
import { progressWords } from '../../output/progress-bar.ts';
import { spanBetween } from '../../output/time.ts';
import { oneLine } from '../../output/width.ts';
import { type AttachOptions, attach, type Ending } from './attach.ts';
import type { AttachView } from './attach-view.ts';
import { JsonView } from './json-view.ts';
import { LiveView } from './live-view.ts';
import { PlainView } from './plain-view.ts';

/** The view that fits where the output goes. */
export function viewFor(cli: Cli, json: boolean): AttachView {
  if (json) return new JsonView(cli);
  const { TERM } = cli.terminal.environment;
  return cli.terminal.err.isTTY && TERM !== 'dumb' ? new LiveView(cli) : new PlainView(cli);
}

/** Follows a job and says at the end how it ended. */
export async function attachAndReport(
  cli: Cli,
  jobId: string,
  options: Omit<AttachOptions, 'view'> & { json?: boolean | undefined },
): Promise<Ending> {
  const ending = await attach(cli, jobId, { ...options, view: viewFor(cli, options.json === true) });
  if (!options.json) await cli.note(endWords(cli, jobId, ending));
  return ending;
}

function endWords(cli: Cli, jobId: string, { job, detached, exitCode }: Ending): string {
  if (detached) {
    const state = job === undefined ? '' : ` · ${JOB_STATES[job.state].word.toLowerCase()} when left`;
    return `detached${state} · longshore job attach ${jobId} follows it again\n`;
  }
  return job === undefined ? '' : endedWords(cli, job, exitCode);
}

/** `✓ Succeeded · people · 12 s · 10,000 records`, and for a failure why and what to do. */
function endedWords(cli: Cli, job: JobDetail, exitCode: number): string {
  const style = cli.errStyle;
  const parts = [style.state(JOB_STATES[job.state]), oneLine(job.name)];
  if (job.startedAt !== null) parts.push(`ran ${spanBetween(job.startedAt, job.endedAt, cli.terminal.nowMs())}`);
  if (job.progress !== null) parts.push(progressWords(job.progress));
  if (job.exitCode !== null && job.exitCode !== 0) parts.push(`exit ${job.exitCode}`);
  const lines = [parts.join(' · ')];
  if (job.reason !== null) lines.push(reasonWords(job.reason));
  if (exitCode !== EXIT.done && exitCode !== EXIT.interrupted)
    lines.push(style.faint(`longshore job show ${job.id} tells more`));
  return `${lines.join('\n')}\n`;
}
