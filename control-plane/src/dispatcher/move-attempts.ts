import { attemptHasEnded } from '@longshore/schemas';
import { applyOfAttempt } from '../projection/apply-of-attempt.ts';
import { readAttempts } from '../projection/read-attempts.ts';
import { writeAttempts } from '../projection/write-attempts.ts';
import type { Decision } from './deciding-transaction.ts';
import { applyEntry } from './instruction.ts';

/** An attempt that is to go elsewhere. */
export interface Move {
  attemptId: string;
  /** For the timeline, such as: host-1 is drained. */
  because: string;
}

/**
 * Asks agents to stop attempts so that their tasks are placed again. Nothing is replaced here: that follows from the
 * end that the agent reports. What has ended, is stopped already, or is wanted stopped by a user, is left as it is.
 *
 * @returns how many were asked for
 */
export async function moveAttempts(decision: Decision, moves: readonly Move[]): Promise<number> {
  if (moves.length === 0) return 0;
  const known = await readAttempts(
    decision.client,
    moves.map(({ attemptId }) => attemptId),
  );
  const moved = moves.flatMap(({ attemptId, because }) => {
    const facts = known.get(attemptId);
    if (facts === undefined || facts.desired !== 'RUN' || facts.stopWanted || attemptHasEnded(facts.observed))
      return [];
    return [{ ...facts, desired: 'STOP' as const, generation: facts.generation + 1, movedBecause: because }];
  });
  await writeAttempts(decision, moved);
  for (const attempt of moved) {
    decision.outbox.push(applyEntry(attempt.agentId, applyOfAttempt(attempt)));
    decision.events.push({
      jobId: attempt.jobId,
      attemptId: attempt.id,
      taskIndex: attempt.taskIndex,
      attempt: attempt.number,
      agentId: attempt.agentId,
      type: 'AttemptMoving',
      message: `Leaves ${attempt.agentId}: ${attempt.movedBecause}`,
    });
  }
  return moved.length;
}
