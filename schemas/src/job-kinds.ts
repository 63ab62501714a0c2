import type { FormedJobSpec, JobSpec, WordedJobSpec } from './job-spec.ts';

/** What a job can be. */
export const JOB_KINDS = [
  'container',
  'data-generator',
  'sort',
  'kitchen',
] as const satisfies readonly JobSpec['kind'][];

/** The spec as somebody could have worded it; null: it was made with its sort, and cannot be submitted by itself. */
export function wordedSpec(spec: JobSpec): WordedJobSpec | null {
  return spec.kind === 'sort' ? null : spec;
}

/** The spec as somebody could have worded it in the form; null: there is no form for its kind. */
export function formedSpec(spec: JobSpec): FormedJobSpec | null {
  return spec.kind === 'sort' || spec.kind === 'kitchen' ? null : spec;
}

/** Whether the job has a task on each matching agent, and runs until it is stopped. */
export function isPerHost(spec: JobSpec): boolean {
  return spec.kind === 'container' && spec.perHost;
}
