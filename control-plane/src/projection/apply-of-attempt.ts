import type { Apply } from '@longshore/schemas';
import { compileContainer } from '../compile/compile-container.ts';
import type { AttemptFacts } from './attempt-facts.ts';

/** The whole desired state of an attempt, as its agent is told; the relay adds how to sign in to the image's registry. */
export function applyOfAttempt(
  attempt: Pick<AttemptFacts, 'id' | 'jobId' | 'taskId' | 'number' | 'generation' | 'desired' | 'spec' | 'taskIndex'>,
): Apply {
  return {
    attemptId: attempt.id,
    jobId: attempt.jobId,
    taskId: attempt.taskId,
    attempt: attempt.number,
    generation: attempt.generation,
    desired: attempt.desired,
    container: compileContainer(attempt.spec, attempt.taskIndex),
    registryCredential: null,
    sealedEnvironment: null,
  };
}
