import type { KitchenRun } from '@longshore/schemas';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findRunId, runNotFound } from './find-run-id.ts';
import { readRuns } from './read-runs.ts';

/** A run, and what came of it. @throws ProblemError 404, or 409 when several fit */
export async function getRun(ctx: ServiceContext, given: string): Promise<KitchenRun> {
  requirePermission(ctx, 'kitchens:read');
  const [run] = await readRuns(ctx.pool, 'WHERE r.id = $1', [await findRunId(ctx, given)]);
  if (run === undefined) throw runNotFound(given);
  return run;
}
