import type { JobSummary } from '@longshore/schemas';
import { EXIT } from '../../errors/exit-codes.ts';

/**
 * What a command that followed a job to its end ends with: 0 if it succeeded, else the container's own code, else 1.
 * A job that was stopped by somebody else did not succeed either.
 */
export function exitCodeOf({ state, exitCode }: Pick<JobSummary, 'state' | 'exitCode'>): number {
  if (state === 'SUCCEEDED') return EXIT.done;
  return exitCode === null || exitCode === 0 ? EXIT.failed : exitCode;
}
