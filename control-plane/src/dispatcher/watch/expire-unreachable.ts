import { endAttempts } from '../../projection/end-attempts.ts';
import type { Decision } from '../deciding-transaction.ts';

/** An attempt that waits for a silent agent, and how long it may run at most. */
export interface WaitingAttempt {
  id: string;
  agentId: string;
  deadlineMs: number;
}

export const WAITING_WITH_DEADLINE = `
SELECT a.id, a.agent_id AS "agentId", (j.spec->>'deadlineMs')::float8 AS "deadlineMs"
FROM attempt a JOIN job j ON j.id = a.job_id
WHERE a.unreachable AND a.ended_at IS NULL AND j.spec->>'deadlineMs' IS NOT NULL`;

/** Ends attempts whose deadline has passed while their agent was out of reach, without another try. */
export async function expireUnreachable(decision: Decision, attempts: readonly WaitingAttempt[]): Promise<void> {
  await endAttempts(
    decision,
    attempts.map((attempt) => ({
      attemptId: attempt.id,
      observed: 'FAILED' as const,
      reason: {
        code: 'DEADLINE_EXCEEDED' as const,
        message: `its deadline passed while ${attempt.agentId} was out of reach`,
        retryable: false,
      },
      containerMayRun: true,
    })),
  );
}
