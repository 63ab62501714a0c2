import type { AgentStatus } from '@longshore/schemas';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import { applyEntry } from '../dispatcher/instruction.ts';
import type { HeldAttempt } from './agent-facts.ts';
import type { AgentMemory, AgentPatience } from './agent-memory.ts';
import { applyOfAttempt } from './apply-of-attempt.ts';
import type { AttemptFacts } from './attempt-facts.ts';
import { compareInventory, type InventoryStep } from './decide/compare-inventory.ts';
import { readAttempts } from './read-attempts.ts';
import { writeAttempts } from './write-attempts.ts';

// What waits in the outbox is not lagging: it has not been said yet.
const HELD = `
SELECT a.id, a.agent_id AS "agentId", a.desired, a.generation, a.ended_at IS NOT NULL AS ended, a.reserved, a.unreachable
FROM attempt a
WHERE a.agent_id = ANY($1::text[]) AND NOT a.container_gone
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.attempt_id = a.id AND o.published_at IS NULL)`;

/** Applies one step; returns the attempt as it is to be written. */
function applyStep(decision: Decision, facts: AttemptFacts, step: InventoryStep): AttemptFacts {
  switch (step.kind) {
    case 'reachable':
      return { ...facts, unreachable: false };
    case 'gone':
      return { ...facts, containerGone: true, reserved: false };
    case 'resend':
      decision.outbox.push(applyEntry(facts.agentId, applyOfAttempt(facts)));
      return facts;
    case 'release': {
      const next: AttemptFacts = { ...facts, reserved: false, desired: 'REMOVE', generation: facts.generation + 1 };
      decision.outbox.push(applyEntry(next.agentId, applyOfAttempt(next)));
      return next;
    }
  }
}

/** Compares agents' inventories with what they should hold, and does what follows. Ends nothing. */
export async function applyInventory(
  decision: Decision,
  statuses: readonly AgentStatus[],
  memory: AgentMemory,
  patience: AgentPatience,
): Promise<void> {
  if (statuses.length === 0) return;
  const { rows } = await decision.client.query<HeldAttempt>(HELD, [statuses.map((status) => status.agentId)]);
  const steps: InventoryStep[] = [];
  for (const status of statuses) {
    const held = rows.filter((row) => row.agentId === status.agentId);
    const comparison = compareInventory(held, status, memory.lags, patience.nowMs, patience.resendAfterMs);
    for (const { id } of held) memory.lags.delete(id);
    for (const [id, lag] of comparison.lags) memory.lags.set(id, lag);
    steps.push(...comparison.steps);
  }
  if (steps.length === 0) return;
  const facts = await readAttempts(
    decision.client,
    steps.map((step) => step.attemptId),
  );
  for (const step of steps) {
    const attempt = facts.get(step.attemptId);
    if (attempt !== undefined) facts.set(attempt.id, applyStep(decision, attempt, step));
  }
  await writeAttempts(decision, [...facts.values()]);
  if (steps.some((step) => step.kind === 'release' || step.kind === 'gone')) decision.notify.add('work');
}
