import { JOB_STATES, type JobDetail, newId } from '@longshore/schemas';
import { getJob, planJob, stopJob, submitJob } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { formatPlan } from '../output/receipt.ts';
import { oneLine } from '../output/width.ts';
import { attachAndReport } from './attach/attach-and-report.ts';
import { readSpec, type SpecSource, withFlagNames } from './read-spec.ts';

export interface JobRunOptions extends SpecSource {
  detach?: boolean;
  json?: boolean;
  logs: boolean;
  queue?: boolean;
  placeWithin?: number;
}

/** `longshore job run`: submits a job and, unless told otherwise, follows it to its end. */
export async function jobRun(cli: Cli, options: JobRunOptions, command: readonly string[]): Promise<number> {
  const spec = await readSpec(cli, options, command);
  if (!options.detach && !options.queue) await refuseWhatNeverFits(cli, options, spec);
  // From here on an interrupt must not leave a job behind unseen: it is kept until the job's id is known.
  let interrupted = false;
  const unregister = cli.terminal.onInterrupt(() => {
    interrupted = true;
  });
  const key = newId();
  const { id } = await withFlagNames(options, () => submitJob(cli.api, spec, key)).finally(unregister);
  if (interrupted) return leave(cli, id);
  if (options.detach) return reportSubmitted(cli, await getJob(cli.api, id), options);
  if (!options.json) await cli.note(`submitted ${id}\n`);
  const ending = await attachAndReport(cli, id, {
    logs: options.logs,
    json: options.json,
    placeWithinMs: options.placeWithin,
  });
  return ending.exitCode;
}

async function leave(cli: Cli, id: string): Promise<number> {
  await stopJob(cli.api, id);
  await cli.note(`interrupted while it was submitted · asked for a stop of ${id}\n`);
  return EXIT.interrupted;
}

/** A job that no registered agent could ever hold would wait in silence: it is refused, with what would make it fit. */
async function refuseWhatNeverFits(
  cli: Cli,
  options: JobRunOptions,
  spec: Parameters<typeof planJob>[1],
): Promise<void> {
  const plan = await withFlagNames(options, () => planJob(cli.api, spec));
  if (plan.possible) return;
  if (!options.json) {
    await cli.note(formatPlan(plan, { width: cli.terminal.err.columns, style: cli.errStyle }));
  }
  throw new CliError({
    what: 'not submitted: no registered agent could ever hold it',
    where: cli.config.url,
    advice: 'change what it asks for, or submit it with --queue to wait for an agent that can',
    details: options.json ? plan.receipts.flatMap(({ summary }) => summary) : [],
    exitCode: EXIT.refused,
    code: 'not_placeable',
  });
}

async function reportSubmitted(cli: Cli, job: JobDetail, options: JobRunOptions): Promise<number> {
  if (options.json) {
    await cli.printJson(job);
    return EXIT.done;
  }
  // The id alone on stdout, so that a script can take it.
  await cli.print(`${job.id}\n`);
  const waits = job.waitsFor === null ? '' : ` · waits: ${oneLine(job.waitsFor)}`;
  await cli.note(
    `${cli.errStyle.state(JOB_STATES[job.state])} · ${oneLine(job.name)}${waits} · longshore job attach ${job.id} follows it\n`,
  );
  return EXIT.done;
}
