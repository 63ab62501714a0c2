import { attemptHasEnded } from '@longshore/schemas';
import { toJson } from '../database/to-json.ts';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import type { AttemptFacts } from './attempt-facts.ts';

const WRITE = `
WITH n AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "jobId" uuid, desired text, generation int, observed text,
    unreachable boolean, reserved boolean, "containerGone" boolean, "bootId" text, sequence bigint, started boolean,
    ended boolean, "exitCode" int, reason jsonb, "containerId" text, "imageDigest" text, progress jsonb, detail text,
    "movedBecause" text)),
begun AS (
  UPDATE job j SET started_at = now()
  WHERE j.started_at IS NULL AND j.id IN (SELECT n."jobId" FROM n WHERE n.started))
UPDATE attempt a SET
  desired = n.desired, generation = n.generation, observed = n.observed, unreachable = n.unreachable,
  reserved = n.reserved, container_gone = n."containerGone", boot_id = n."bootId", sequence = n.sequence,
  started_at = coalesce(a.started_at, CASE WHEN n.started THEN now() END),
  ended_at = coalesce(a.ended_at, CASE WHEN n.ended THEN now() END),
  exit_code = n."exitCode", reason = n.reason, container_id = n."containerId", image_digest = n."imageDigest",
  progress = n.progress, detail = n.detail, moved_because = n."movedBecause"
FROM n WHERE a.id = n.id`;

/** Writes what is now known and wanted of attempts, in one statement. */
export async function writeAttempts(decision: Decision, attempts: readonly AttemptFacts[]): Promise<void> {
  if (attempts.length === 0) return;
  decision.notify.add('jobs');
  await decision.client.query(WRITE, [
    toJson(
      attempts.map((attempt) => ({
        id: attempt.id,
        jobId: attempt.jobId,
        desired: attempt.desired,
        generation: attempt.generation,
        observed: attempt.observed,
        unreachable: attempt.unreachable,
        reserved: attempt.reserved,
        containerGone: attempt.containerGone,
        bootId: attempt.bootId,
        sequence: attempt.sequence,
        started: attempt.started,
        ended: attemptHasEnded(attempt.observed),
        exitCode: attempt.exitCode,
        reason: attempt.reason,
        containerId: attempt.containerId,
        imageDigest: attempt.imageDigest,
        progress: attempt.progress,
        detail: attempt.detail,
        movedBecause: attempt.movedBecause,
      })),
    ),
  ]);
}
