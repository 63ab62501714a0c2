import type { JobSpec } from '@longshore/schemas';
import { ProblemError } from '../../http/problem-error.ts';
import { readJobSpec } from '../job/read-job-spec.ts';
import { refuseImpossible } from '../job/refuse-impossible.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Judges what a schedule is to submit as a submission of it would be judged now.
 *
 * @throws ProblemError 422 with the paths of the job's fields below `job`
 */
export async function checkScheduledJob(ctx: ServiceContext, job: unknown): Promise<JobSpec> {
  try {
    const spec = readJobSpec(ctx, job);
    await refuseImpossible(ctx, spec);
    return spec;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { errors, ...problem } = error.problem;
    if (errors === undefined) throw error;
    const below = errors.map(({ path, message }) => ({ path: path === '' ? 'job' : `job.${path}`, message }));
    throw new ProblemError({ ...problem, errors: below }, { cause: error });
  }
}
