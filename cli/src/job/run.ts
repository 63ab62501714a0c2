import { JOB_STATES, type JobDetail, type JobSpecInput, newId } from '@longshore/schemas';
import { waitingWords } from '@longshore/schemas/words';
import { getJob, planJob, stopJob, submitJob } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { formatPlan } from '../output/receipt.ts';
import { oneLine } from '../output/width.ts';
import { attachAndReport } from './attach/attach-and-report.ts';
import { readSpec, type SpecSource, withFlagNames } from './read-spec.ts';

/** The control plane's code for a job that no registered agent could ever hold. */
const NEVER_FITS = 'never_fits';

export interface JobRunOptions extends SpecSource {
  detach?: boolean;
  json?: boolean;
  logs: boolean;
  placeWithin?: number;
}

/** `longshore job run`: submits a job and, unless told otherwise, follows it to its end. */
export async function jobRun(cli: Cli, options: JobRunOptions, command: readonly string[]): Promise<number> {
  const spec = await readSpec(cli, options, command);
  // From here on an interrupt must not leave a job behind unseen: it is kept until the job's id is known.
  let interrupted = false;
  const unregister = cli.terminal.onInterrupt(() => {
    interrupted = true;
  });
  const key = newId();
  const { id } = await withFlagNames(options, () => submitJob(cli.api, spec, key))
    .catch((error: unknown) => explainRefusal(cli, options, spec, error))
    .finally(unregister);
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

/** A job that no agent could ever hold is refused; the receipt shows why, agent by agent, and what would fit. */
async function explainRefusal(cli: Cli, options: JobRunOptions, spec: JobSpecInput, error: unknown): Promise<never> {
  if (error instanceof CliError && error.code === NEVER_FITS && !options.json) {
    const plan = await planJob(cli.api, spec);
    await cli.note(`${formatPlan(plan, { width: cli.terminal.err.columns, style: cli.errStyle })}\n`);
  }
  throw error;
}

async function reportSubmitted(cli: Cli, job: JobDetail, options: JobRunOptions): Promise<number> {
  if (options.json) {
    await cli.printJson(job);
    return EXIT.done;
  }
  // The id alone on stdout, so that a script can take it.
  await cli.print(`${job.id}\n`);
  const waits = job.waitsFor === null ? '' : ` · ${oneLine(waitingWords(job.waitsFor))}`;
  await cli.note(
    `${cli.errStyle.state(JOB_STATES[job.state])} · ${oneLine(job.name)}${waits} · longshore job attach ${job.id} follows it\n`,
  );
  return EXIT.done;
}
