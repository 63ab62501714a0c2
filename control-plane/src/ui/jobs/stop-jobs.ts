import { type JobSummary, jobHasEnded } from '@longshore/schemas';
import { z } from 'zod';
import { problemOf } from '../api/api-problem.ts';
import { request } from '../api/request.ts';

/** Asks for a stop of one job. */
export async function stopJob(id: string): Promise<void> {
  await request(`/jobs/${encodeURIComponent(id)}/stop`, z.unknown(), { method: 'POST' });
}

export interface StopOutcome {
  asked: number;
  /** Those that could not be asked, in words. */
  refused: string[];
}

/** Asks for a stop of each job that has not ended, one after another. */
export async function stopJobs(jobs: readonly Pick<JobSummary, 'id' | 'name' | 'state'>[]): Promise<StopOutcome> {
  const outcome: StopOutcome = { asked: 0, refused: [] };
  for (const job of jobs) {
    if (jobHasEnded(job.state)) continue;
    try {
      await stopJob(job.id);
      outcome.asked += 1;
    } catch (error) {
      outcome.refused.push(`${job.name}: ${problemOf(error).detail}`);
    }
  }
  return outcome;
}
