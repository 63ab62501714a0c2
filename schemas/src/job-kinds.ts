import type { JobSpec } from './job-spec.ts';

/** What a job can be. */
export const JOB_KINDS = ['container', 'data-generator', 'sort'] as const satisfies readonly JobSpec['kind'][];
