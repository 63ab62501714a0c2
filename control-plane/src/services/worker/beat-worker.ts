import { workGroupName, workTopicName } from '@longshore/kafka';
import { ID_PATTERN, WORK_LIMITS, type WorkerOrders, workerBeat } from '@longshore/schemas';
import type { z } from 'zod';
import { toJson } from '../../database/to-json.ts';
import { conflict, invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { workerOwner } from './worker-owner.ts';

const HEARD = `
INSERT INTO worker (id, name, owner, types, job_id, agent_id)
VALUES ($1, $2, $3, $4::jsonb, (SELECT job_id FROM attempt WHERE id = $1), (SELECT agent_id FROM attempt WHERE id = $1))
ON CONFLICT (id) DO UPDATE SET name = excluded.name, types = excluded.types, last_heard_at = now()
WHERE worker.owner = excluded.owner
RETURNING stopped_types AS "stoppedTypes"`;

// Only leases that still count go on: one that has lapsed is not brought back. Locked in the order of patches.
const RENEW = `
WITH held AS (
  SELECT id FROM work_item
  WHERE id = ANY($1::uuid[]) AND worker_id = $2 AND status = 'processing' AND lease_until > now()
  ORDER BY id FOR UPDATE)
UPDATE work_item w SET lease_until = now() + ${WORK_LIMITS.leaseMs} * interval '1 millisecond'
FROM held WHERE w.id = held.id RETURNING w.id`;

const LEAVE = 'DELETE FROM worker WHERE id = $1 AND owner = $2';

type Beat = z.output<typeof workerBeat>;

async function renew(ctx: ServiceContext, id: string, holding: readonly string[]): Promise<string[]> {
  if (holding.length === 0) return [];
  const { rows } = await ctx.pool.query<{ id: string }>(RENEW, [holding, id]);
  const held = new Set(rows.map((row) => row.id));
  return holding.filter((one) => !held.has(one));
}

function readId(ctx: ServiceContext, given: string): string {
  if (!ID_PATTERN.test(given)) {
    throw invalidRequest([
      { path: 'id', message: 'a whole id, in small letters: of a container of the fleet, its attempt’s' },
    ]);
  }
  if (ctx.caller.by === 'worker' && ctx.caller.credentialId !== given) {
    throw conflict(
      'This worker’s key is that of another attempt.',
      'Register under LONGSHORE_ATTEMPT_ID.',
      'worker_not_yours',
    );
  }
  return given;
}

/**
 * A worker's sign of life, by which it also registers. The leases of what it says it holds go on; the answer says where
 * its records come from, what it is to take nothing more of, and what it has lost.
 *
 * @throws ProblemError 409 when the worker belongs to another credential, 422
 */
export async function beatWorker(ctx: ServiceContext, given: string, body: unknown): Promise<WorkerOrders> {
  requirePermission(ctx, 'work:perform');
  const { name, types, holding, leaving }: Beat = validate(workerBeat, body);
  const id = readId(ctx, given);
  const owner = workerOwner(ctx.caller);
  const { rows } = await ctx.pool.query<{ stoppedTypes: string[] }>(HEARD, [id, name, owner, toJson(types)]);
  const [heard] = rows;
  if (heard === undefined) {
    throw conflict(
      'A worker of this id is registered by another credential.',
      'Choose another id for this worker.',
      'worker_not_yours',
    );
  }
  if (leaving) await ctx.pool.query(LEAVE, [id, owner]);
  return {
    types: types.map(({ type }) => ({
      type,
      topic: workTopicName(type, ctx.topicPrefix),
      group: workGroupName(type, ctx.topicPrefix),
      wanted: heard.stoppedTypes.includes(type) ? 'stopped' : 'started',
    })),
    leaseMs: WORK_LIMITS.leaseMs,
    heartbeatMs: WORK_LIMITS.heartbeatMs,
    lost: await renew(ctx, id, holding),
  };
}
