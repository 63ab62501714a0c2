import { deleteJob } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { eachOf } from '../command/each-of.ts';
import { findJob } from './find-job.ts';
import { type ManyOptions, meantBy, toAllThatFit } from './many.ts';

/** `longshore job delete`: forgets ended jobs with their logs and history. */
export async function jobDelete(cli: Cli, jobs: readonly string[], options: ManyOptions): Promise<number> {
  const filter = meantBy('delete', jobs, options);
  if (filter !== undefined) return toAllThatFit(cli, 'delete', filter, options);
  return eachOf(cli, jobs, async (given) => {
    const id = await findJob(cli, given);
    await deleteJob(cli.api, id);
    if (options.json) await cli.printJsonLine({ id, deleted: true });
    else await cli.print(`${id} deleted\n`);
  });
}
