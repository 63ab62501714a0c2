import { asWholeJob, type JobTemplateSpec } from '@longshore/schemas';
import { ProblemError } from '../../http/problem-error.ts';
import { readJobSpec } from '../job/read-job-spec.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Judges what a template holds as a submission of it would be judged, whatever it leaves open. Whether an agent could
 * hold the job is not asked: templates outlive agents.
 *
 * @throws ProblemError 422 with the paths of the job's fields below `spec`
 */
export function checkTemplateSpec(
  ctx: Pick<ServiceContext, 'topicPrefix' | 'caller' | 'vault'>,
  spec: JobTemplateSpec,
): void {
  try {
    readJobSpec(ctx, asWholeJob(spec));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { errors, ...problem } = error.problem;
    if (errors === undefined) throw error;
    const below = errors.map(({ path, message }) => ({ path: path === '' ? 'spec' : `spec.${path}`, message }));
    throw new ProblemError({ ...problem, errors: below }, { cause: error });
  }
}
