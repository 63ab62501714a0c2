import { endAttempts } from '../../projection/end-attempts.ts';
import { readAttempts } from '../../projection/read-attempts.ts';
import type { WebhookOccurrence } from '../../webhooks/write-deliveries.ts';
import type { Decision } from '../deciding-transaction.ts';

const OPEN = 'SELECT id FROM attempt WHERE agent_id = ANY($1::text[]) AND ended_at IS NULL ORDER BY id';
const FLAG = `
UPDATE attempt SET unreachable = true WHERE agent_id = ANY($1::text[]) AND ended_at IS NULL AND NOT unreachable
RETURNING id, job_id AS "jobId", agent_id AS "agentId", number`;
const SHOW_SILENT = `
UPDATE agent SET state = 'SILENT', state_detail = 'Not heard from for longer than it should be.'
WHERE id = ANY($1::text[]) AND state <> 'SILENT'`;
const MARK_LOST = `
UPDATE agent SET lost = true WHERE id = ANY($1::text[])
RETURNING id, dead_confirmed AS "deadConfirmed", first_heard_at AS "firstHeardAt", last_heard_at AS "lastHeardAt", now() AS "lostAt"`;

interface LostAgent {
  id: string;
  deadConfirmed: boolean;
  firstHeardAt: Date;
  lastHeardAt: Date;
  lostAt: Date;
}

/** What webhooks are told: once a silence, also when its host is confirmed dead later. */
function occurrenceOf({ lostAt, ...agent }: LostAgent): WebhookOccurrence {
  const occurrence = `agent lost ${agent.id} ${agent.lastHeardAt.toISOString()}`;
  const at = lostAt.toISOString();
  return { event: 'agent.lost', subjectType: 'agent', subjectId: agent.id, occurrence, at, data: { agent } };
}

/** Shows agents as silent: nothing is placed there until they are heard. */
export async function showSilent(decision: Decision, agentIds: readonly string[]): Promise<void> {
  if (agentIds.length === 0) return;
  await decision.client.query(SHOW_SILENT, [agentIds]);
  decision.notify.add('agents');
}

/** Flags the open attempts of agents that are out of reach. Ends nothing. */
export async function flagUnreachable(decision: Decision, agentIds: readonly string[]): Promise<void> {
  if (agentIds.length === 0) return;
  const { rows } = await decision.client.query<{ id: string; jobId: string; agentId: string; number: number }>(FLAG, [
    agentIds,
  ]);
  for (const row of rows) {
    decision.events.push({
      jobId: row.jobId,
      attemptId: row.id,
      attempt: row.number,
      agentId: row.agentId,
      type: 'AgentUnreachable',
      message: `${row.agentId} is out of reach; the container may run on`,
    });
  }
}

/**
 * Gives agents up: attempts of jobs that want a replacement end `LOST` and are tried elsewhere; those that rather wait
 * stay as they are, unless an operator confirmed the host dead.
 */
export async function giveUpAgents(
  decision: Decision,
  agentIds: readonly string[],
  deadConfirmed: ReadonlySet<string>,
): Promise<void> {
  if (agentIds.length === 0) return;
  const open = await decision.client.query<{ id: string }>(OPEN, [agentIds]);
  const attempts = await readAttempts(
    decision.client,
    open.rows.map((row) => row.id),
  );
  await endAttempts(
    decision,
    [...attempts.values()]
      .filter((attempt) => attempt.spec.onPartition === 'replace' || deadConfirmed.has(attempt.agentId))
      .map((attempt) => ({
        attemptId: attempt.id,
        observed: 'LOST' as const,
        reason: {
          code: 'LOST' as const,
          message: deadConfirmed.has(attempt.agentId)
            ? `an operator confirmed that the host of ${attempt.agentId} is dead`
            : `${attempt.agentId} has not been heard from for too long`,
          retryable: true,
        },
        containerMayRun: true,
      })),
  );
  const lost = await decision.client.query<LostAgent>(MARK_LOST, [agentIds]);
  decision.occurrences.push(...lost.rows.map(occurrenceOf));
  for (const agentId of agentIds) {
    decision.audit.push({
      actor: 'dispatcher',
      action: 'AgentLost',
      subjectType: 'agent',
      subjectId: agentId,
      detail: { deadConfirmed: deadConfirmed.has(agentId) },
    });
  }
  decision.notify.add('agents');
}
