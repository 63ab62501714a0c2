import { WORK_LIMITS, type Worker } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readWorkers } from './read-workers.ts';

/** Most that one answer lists: more than the fleet runs of itself for all queues together. */
const LISTED_MAX = WORK_LIMITS.workersMax * 10;

/** The workers that are known, those heard last first. */
export async function listWorkers(ctx: ServiceContext): Promise<{ items: Worker[] }> {
  requirePermission(ctx, 'work:read');
  return { items: await readWorkers(ctx.pool, `ORDER BY w.last_heard_at DESC, w.id LIMIT ${LISTED_MAX}`, []) };
}
