import { manyJobs } from '../api/jobs.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { findJob } from './find-job.ts';
import { answerWords, type ManyOptions, meantBy, toAllThatFit } from './many.ts';

/** `longshore job rerun`: submits the specs of ended jobs once more, as new jobs. */
export async function jobRerun(cli: Cli, jobs: readonly string[], options: ManyOptions): Promise<number> {
  const filter = meantBy('rerun', jobs, options);
  if (filter !== undefined) return toAllThatFit(cli, 'rerun', filter, options);
  const ids: string[] = [];
  for (const given of jobs) ids.push(await findJob(cli, given));
  const answer = await manyJobs(cli.api, 'rerun', { ids, dryRun: options.dryRun === true });
  if (options.json) await cli.printJson(answer);
  else await cli.print(answerWords('rerun', answer));
  if (answer.done > 0 || ids.length === 0) return EXIT.done;
  throw new CliError({
    what: 'no job was run again',
    where: 'longshore job rerun',
    advice: 'longshore job run -f submits a spec with changes',
    exitCode: EXIT.refused,
    code: 'nothing_done',
  });
}
