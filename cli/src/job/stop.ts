import { JOB_STATES, type JobDetail, jobHasEnded } from '@longshore/schemas';
import { getJob, stopJob } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { oneLine } from '../output/width.ts';
import { findJob } from './find-job.ts';
import { type ManyOptions, meantBy, toAllThatFit } from './many.ts';
import { waitForEnd } from './wait-for-end.ts';

/** `longshore job stop`: asks for a stop; with `--wait` until the jobs have ended. */
export async function jobStop(
  cli: Cli,
  jobs: readonly string[],
  options: ManyOptions & { wait?: boolean },
): Promise<number> {
  const filter = meantBy('stop', jobs, options);
  if (filter !== undefined) return toAllThatFit(cli, 'stop', filter, options);
  return eachOf(cli, jobs, async (given) => {
    const id = await findJob(cli, given);
    await stopJob(cli.api, id);
    const job = options.wait ? await waitForEnd(cli, id) : await getJob(cli.api, id);
    if (options.json) await cli.printJsonLine(job);
    else await cli.print(words(cli, job));
  });
}

function words(cli: Cli, job: JobDetail): string {
  const state = cli.style.state(JOB_STATES[job.state]);
  const follow = jobHasEnded(job.state) ? '' : ` · longshore job attach ${job.id} follows it`;
  return `${oneLine(job.name)}: ${state}${follow}\n`;
}
