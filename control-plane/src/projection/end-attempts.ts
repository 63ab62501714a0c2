import {
  ATTEMPT_STATES,
  type AttemptState,
  attemptHasEnded,
  type ReasonView,
  type TaskState,
} from '@longshore/schemas';
import { toJson } from '../database/to-json.ts';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import { applyEntry } from '../dispatcher/instruction.ts';
import { refreshJobStates } from '../dispatcher/job-states.ts';
import { applyOfAttempt } from './apply-of-attempt.ts';
import type { AttemptFacts } from './attempt-facts.ts';
import { taskAfterEnd } from './decide/task-after-end.ts';
import { readAttempts } from './read-attempts.ts';
import { writeAttempts } from './write-attempts.ts';

const WRITE_TASKS = `
UPDATE task t SET state = n.state, waits_for = n."waitsFor", moves = t.moves + n.moves,
                  retry_at = CASE WHEN n."retryInMs" IS NOT NULL THEN now() + n."retryInMs" * interval '1 millisecond' END
FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, state text, "waitsFor" text, moves int, "retryInMs" float8)
WHERE t.id = n.id`;

const LEARN_DURATIONS = `
UPDATE agent g SET average_run_ms = CASE WHEN g.average_run_ms = 0 THEN d.ms ELSE g.average_run_ms * 0.8 + d.ms * 0.2 END
FROM (SELECT agent_id, avg(extract(epoch FROM ended_at - started_at)) * 1000 AS ms
      FROM attempt WHERE id = ANY($1::uuid[]) AND started_at IS NOT NULL GROUP BY agent_id) d
WHERE g.id = d.agent_id`;

/** How the timeline calls what follows from an end. */
const EVENT_OF_NEXT: Partial<Record<TaskState, string>> = { BACKOFF: 'TaskRetryScheduled', QUEUED: 'TaskMoved' };

function endMessage(attempt: AttemptFacts): string {
  const word = ATTEMPT_STATES[attempt.observed].word;
  const parts = [`${word} on ${attempt.agentId}`];
  const exit = `exit code ${attempt.exitCode}`;
  if (attempt.exitCode !== null && attempt.reason?.message.includes(exit) !== true) parts.push(exit);
  if (attempt.reason !== null) parts.push(attempt.reason.message);
  return parts.join(': ');
}

/**
 * Writes attempts that have just ended, and what follows from it: their tasks, their jobs, the timeline, and the
 * instruction that clears the container away (or stops it, where it may run still).
 *
 * @param ended - with their end folded in; still `reserved` where the container may run
 */
export async function writeEnds(decision: Decision, ended: readonly AttemptFacts[]): Promise<void> {
  if (ended.length === 0) return;
  const { client, events, outbox, notify, tally } = decision;
  const written: AttemptFacts[] = [];
  const tasks: { id: string; state: string; waitsFor: string | null; moves: number; retryInMs: number | null }[] = [];
  for (const attempt of ended) {
    const after = taskAfterEnd(attempt, Math.random());
    tasks.push({
      id: attempt.taskId,
      state: after.state,
      waitsFor: after.state === 'BACKOFF' ? after.words : null,
      moves: after.state === 'QUEUED' ? 1 : 0,
      retryInMs: after.retryInMs,
    });
    const about = {
      jobId: attempt.jobId,
      attemptId: attempt.id,
      taskIndex: attempt.taskIndex,
      attempt: attempt.number,
      agentId: attempt.agentId,
    };
    events.push({ ...about, type: 'AttemptEnded', message: endMessage(attempt), reason: attempt.reason });
    tally.attemptsEnded.push({ end: attempt.observed, reason: attempt.reason?.code ?? null });
    if (after.words !== null) {
      events.push({
        ...about,
        type: EVENT_OF_NEXT[after.state] ?? 'TaskDecided',
        message: after.words,
      });
    }
    if (attempt.containerGone) {
      written.push(attempt);
      continue;
    }
    const desired = attempt.reserved ? ('STOP' as const) : ('REMOVE' as const);
    const next = { ...attempt, desired, generation: attempt.generation + 1 };
    written.push(next);
    outbox.push(applyEntry(next.agentId, applyOfAttempt(next)));
  }
  await writeAttempts(decision, written);
  await client.query(WRITE_TASKS, [toJson(tasks)]);
  const succeeded = written.filter((attempt) => attempt.observed === 'SUCCEEDED').map((attempt) => attempt.id);
  if (succeeded.length > 0) await client.query(LEARN_DURATIONS, [succeeded]);
  // Room has come free, or a task wants another place.
  notify.add('work');
  await refreshJobStates(
    decision,
    ended.map((attempt) => attempt.jobId),
  );
}

/** An end that no agent reported. */
export interface DecidedEnd {
  attemptId: string;
  observed: Extract<AttemptState, 'FAILED' | 'LOST' | 'STOPPED'>;
  reason: ReasonView;
  /** Whether a container of it may run: then its room stays reserved until its agent's inventory shows otherwise. */
  containerMayRun: boolean;
}

/** Ends attempts by a decision rather than by a report; what has ended already is left as it is. */
export async function endAttempts(decision: Decision, ends: readonly DecidedEnd[]): Promise<void> {
  if (ends.length === 0) return;
  const known = await readAttempts(
    decision.client,
    ends.map((end) => end.attemptId),
  );
  const ended = ends.flatMap((end): AttemptFacts[] => {
    const facts = known.get(end.attemptId);
    if (facts === undefined || attemptHasEnded(facts.observed)) return [];
    return [
      {
        ...facts,
        observed: end.observed,
        reason: end.reason,
        reserved: end.containerMayRun,
        containerGone: !end.containerMayRun,
        detail: null,
      },
    ];
  });
  await writeEnds(decision, ended);
}
