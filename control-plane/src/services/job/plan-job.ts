import { isPerHost, type JobSpec, type Plan } from '@longshore/schemas';
import { readPlaces } from '../../database/read-places.ts';
import { choosePlace } from '../../placement/choose-place.ts';
import { matchingPlaces } from '../../placement/decide-per-host.ts';
import { everPossible } from '../../placement/explain-choice.ts';
import type { Place } from '../../placement/place.ts';
import { type PlaceableTask, placeTasks } from '../../placement/place-tasks.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { readJobSpec } from './read-job-spec.ts';

/** Tasks beyond so many are weighed, but their receipts are not sent. */
const RECEIPTS_MAX = 100;

/** The tasks that a job would have now; null in place of an agent: it may go anywhere. */
function boundAgents(spec: JobSpec, places: readonly Place[]): (string | null)[] {
  if (!isPerHost(spec)) return Array.from({ length: spec.parallelism }, () => null);
  const matching = matchingPlaces(placementRequest(spec), places, new Set()).map(({ id }) => id);
  // Where none matches, one decision over all of them says why.
  return matching.length === 0 ? [null] : matching;
}

/**
 * What would become of a job if it were submitted now. Writes nothing.
 *
 * @throws ProblemError 422 when its words are wrong
 */
export async function planJob(ctx: ServiceContext, body: unknown): Promise<Plan> {
  requirePermission(ctx, 'jobs:read');
  const spec = readJobSpec(ctx, body);
  const request = placementRequest(spec);
  const places = await readPlaces(ctx.pool);
  const bound = boundAgents(spec, places);
  const tasks = bound.map(
    (boundTo, taskIndex): PlaceableTask => ({
      taskId: String(taskIndex),
      taskIndex,
      request,
      likeness: boundTo ?? 'any',
      boundTo,
      spread: spec.placement.spreadOver === null ? null : { over: spec.placement.spreadOver, group: 'plan' },
    }),
  );
  const placements = placeTasks(tasks, places, new Date().toISOString(), ctx.weights);
  const fitting = placements.filter((placement) => placement.agentId !== null).length;
  const matching = bound.filter((agentId) => agentId !== null).length;
  return {
    fits: fitting === placements.length,
    possible: places.length > 0 && everPossible(choosePlace(request, places, ctx.weights)),
    ...(isPerHost(spec) ? { perHost: { matching, fitting: matching === 0 ? 0 : fitting } } : {}),
    spec,
    receipts: placements.slice(0, RECEIPTS_MAX).map((placement) => placement.receipt),
  };
}
