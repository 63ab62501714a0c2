import type { AgentStatus, Apply, SyncAttempt } from '@longshore/schemas';
import { configureEntry, type WantedConfiguration } from '../dispatcher/configure/configure-entry.ts';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import { agentEntry } from '../dispatcher/instruction.ts';
import { applyOfAttempt } from './apply-of-attempt.ts';
import type { AttemptFacts } from './attempt-facts.ts';
import { mayBeMade } from './may-be-made.ts';
import { readAttempts } from './read-attempts.ts';

const HELD = `
SELECT id, agent_id AS "agentId" FROM attempt WHERE agent_id = ANY($1::text[]) AND NOT container_gone ORDER BY id`;

// An agent that nobody ever configured has nothing to be told.
const CONFIGURED = 'SELECT id, labels, cordoned FROM agent WHERE id = ANY($1::text[]) AND configuration > 0';

/**
 * What a Sync says of an attempt. Of one whose container is never made again, because it may have run or is not wanted,
 * the bulky words are left out: a Sync lists everything that a host holds, in one record.
 */
function applyInSync(attempt: AttemptFacts): Apply {
  const apply = applyOfAttempt(attempt);
  if (mayBeMade(attempt.desired, attempt.observed)) return apply;
  return { ...apply, container: { ...apply.container, entrypoint: null, command: null, environment: {} } };
}

/**
 * Answers registrations: every attempt that is wanted on the agent, and every ended one whose container it may hold
 * still, with what is to become of it; and after it, where there is one, the agent's configuration.
 */
export async function writeSyncs(decision: Decision, registrations: readonly AgentStatus[]): Promise<void> {
  if (registrations.length === 0) return;
  const { rows } = await decision.client.query<{ id: string; agentId: string }>(HELD, [
    registrations.map((status) => status.agentId),
  ]);
  const facts = await readAttempts(
    decision.client,
    rows.map((row) => row.id),
  );
  const ids = registrations.map((status) => status.agentId);
  const configured = (await decision.client.query<WantedConfiguration>(CONFIGURED, [ids])).rows;
  for (const status of registrations) {
    const attempts = rows.flatMap((row): SyncAttempt[] => {
      const attempt = row.agentId === status.agentId ? facts.get(row.id) : undefined;
      return attempt === undefined ? [] : [{ apply: applyInSync(attempt), lastObserved: attempt.observed }];
    });
    decision.outbox.push(
      agentEntry(status.agentId, {
        type: 'Sync',
        bootId: status.bootId,
        registration: status.registration,
        attempts,
      }),
    );
    decision.outbox.push(...configured.filter(({ id }) => id === status.agentId).map(configureEntry));
  }
}
