import { type JobState, type JobSummary, jobHasEnded, type ProgressView, type ReasonView } from '@longshore/schemas';

export type { JobSummary, ProgressView, ReasonView };

/** The state that people see: a wanted stop shows at once, before the dispatcher has acted on it. */
export function stateOfShownJob(job: { state: JobState; stopWanted: boolean }): JobState {
  return job.stopWanted && !jobHasEnded(job.state) ? 'STOPPING' : job.state;
}
