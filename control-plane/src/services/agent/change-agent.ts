import { type AgentDetail, type AuditAction, patchAgentBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { getAgent } from './get-agent.ts';
import { labelOverrides } from './label-overrides.ts';
import { lockAgent } from './lock-agent.ts';

// In force at once: the next placement sees it, whether or not the agent has heard of it.
const SET_LABELS = `
UPDATE agent SET label_overrides = $2::jsonb, labels = jsonb_strip_nulls(coalesce(status->'labels', '{}') || $2::jsonb),
                 configuration = configuration + 1
WHERE id = $1`;

const SET_CORDON = 'UPDATE agent SET cordoned = $2, configuration = configuration + 1 WHERE id = $1';

/**
 * Cordons an agent or opens it again, and sets labels over its own. Opening one calls off its drain.
 *
 * @throws ProblemError 404 or 422
 */
export async function changeAgent(ctx: ServiceContext, id: string, body: unknown): Promise<AgentDetail> {
  requirePermission(ctx, 'agents:write');
  const change = validate(patchAgentBody, body);
  await inTransaction(ctx.pool, async (client) => {
    const agent = await lockAgent(client, id);
    const note = (action: AuditAction, detail: Record<string, unknown>): Promise<void> =>
      writeAudit(client, ctx, { action, subjectType: 'agent', subjectId: id, detail });
    if (change.labels !== undefined) {
      const overrides = labelOverrides(agent.ownLabels, agent.labelOverrides, change.labels);
      await client.query(SET_LABELS, [id, toJson(overrides)]);
      await note('AgentLabelled', { changes: change.labels, overrides });
    }
    if (change.cordoned === false) {
      const calledOff = await client.query('DELETE FROM drain WHERE agent_id = $1', [id]);
      if ((calledOff.rowCount ?? 0) > 0) await note('AgentDrainEnded', {});
    }
    if (change.cordoned !== undefined && change.cordoned !== agent.cordoned) {
      await client.query(SET_CORDON, [id, change.cordoned]);
      await note(change.cordoned ? 'AgentCordoned' : 'AgentUncordoned', {});
    }
    await client.query(notifyStatement(['work', 'agents']));
  });
  return getAgent(ctx, id);
}
