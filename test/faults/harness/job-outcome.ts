import type { AttemptState, JobState } from '@longshore/schemas';

/** A job as PostgreSQL has it, with every try of its tasks. */
export interface JobOutcome {
  id: string;
  state: JobState;
  attempts: Array<{ id: string; agentId: string; observed: AttemptState; containerId: string | null }>;
}
