import type { AgentState, LabelChanges } from '@longshore/schemas';
import type pg from 'pg';
import { notFound } from '../../http/problem-error.ts';

/** What a change of an agent is decided by. */
export interface LockedAgent {
  state: AgentState;
  lost: boolean;
  cordoned: boolean;
  ownLabels: Record<string, string>;
  labelOverrides: LabelChanges;
}

const LOCK = `
SELECT state, lost, cordoned, coalesce(status->'labels', '{}') AS "ownLabels", label_overrides AS "labelOverrides"
FROM agent WHERE id = $1 FOR UPDATE`;

/**
 * Reads an agent and keeps others from changing it until the transaction ends.
 *
 * @throws ProblemError 404
 */
export async function lockAgent(client: pg.PoolClient, id: string): Promise<LockedAgent> {
  const [agent] = (await client.query<LockedAgent>(LOCK, [id])).rows;
  if (agent === undefined) {
    throw notFound(`There is no agent ${id}.`, 'List the agents there are with GET /api/v1/agents.');
  }
  return agent;
}
