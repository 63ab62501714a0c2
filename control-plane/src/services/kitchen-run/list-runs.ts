import type { KitchenRun } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readRuns } from './read-runs.ts';

const MOST = 200;

/** Runs of scenarios, the newest first. */
export async function listRuns(ctx: ServiceContext): Promise<{ items: KitchenRun[] }> {
  requirePermission(ctx, 'kitchens:read');
  return { items: await readRuns(ctx.pool, `ORDER BY r.id DESC LIMIT ${MOST}`, []) };
}
