import type { Plan } from '@longshore/schemas';
import { readPlaces } from '../../database/read-places.ts';
import { choosePlace } from '../../placement/choose-place.ts';
import { everPossible } from '../../placement/explain-choice.ts';
import { placeTasks } from '../../placement/place-tasks.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import type { ServiceContext } from '../service-context.ts';
import { readJobSpec } from './read-job-spec.ts';

/** Tasks beyond so many are weighed, but their receipts are not sent. */
const RECEIPTS_MAX = 100;

/**
 * What would become of a job if it were submitted now. Writes nothing.
 *
 * @throws ProblemError 422 when its words are wrong
 */
export async function planJob(ctx: ServiceContext, body: unknown): Promise<Plan> {
  const spec = readJobSpec(ctx, body);
  const request = placementRequest(spec);
  const places = await readPlaces(ctx.pool);
  const tasks = Array.from({ length: spec.parallelism }, (_, taskIndex) => ({
    taskId: String(taskIndex),
    taskIndex,
    request,
    likeness: 'same',
    spread: spec.placement.spreadOver === null ? null : { over: spec.placement.spreadOver, group: 'plan' },
  }));
  const placements = placeTasks(tasks, places, new Date().toISOString());
  return {
    fits: placements.every((placement) => placement.agentId !== null),
    possible: places.length > 0 && everPossible(choosePlace(request, places)),
    spec,
    receipts: placements.slice(0, RECEIPTS_MAX).map((placement) => placement.receipt),
  };
}
