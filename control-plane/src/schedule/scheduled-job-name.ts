import type { JobSpec } from '@longshore/schemas';

/** What a job of a schedule is called: as its spec says or like the schedule, and the end of its id. */
export function scheduledJobName(scheduleName: string, spec: JobSpec, jobId: string): string {
  return `${(spec.name ?? scheduleName).slice(0, 114)}-${jobId.slice(-5)}`;
}
