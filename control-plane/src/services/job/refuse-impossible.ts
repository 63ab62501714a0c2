import type { JobSpec } from '@longshore/schemas';
import { readPlaces } from '../../database/read-places.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { choosePlace } from '../../placement/choose-place.ts';
import { everPossible, explainChoice } from '../../placement/explain-choice.ts';
import type { Place } from '../../placement/place.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import { DEFAULT_WEIGHTS } from '../../placement/weights.ts';
import type { ServiceContext } from '../service-context.ts';

/** Which of the job's fields a filter is about. */
const FIELDS = {
  cpu: 'resources.cpuMillis',
  memory: 'resources.memoryBytes',
  slots: 'parallelism',
  label: 'placement.labels',
  constraint: 'placement.constraints',
  agent: 'placement.agents',
  platform: 'placement.platform',
  health: '',
  sync: '',
  cordon: '',
} as const;

/**
 * Why no registered agent could ever hold a job, with the numbers; null: one could, however busy it is. While no agent
 * is registered nothing is known, so the job may wait.
 */
export function impossibility(spec: JobSpec, places: readonly Place[]): ProblemError | null {
  // Which one would be chosen is no question here.
  const choice = choosePlace(placementRequest(spec), places, DEFAULT_WEIGHTS);
  if (everPossible(choice)) return null;
  const errors = choice.candidates.flatMap((candidate) =>
    candidate.excludedBy
      .filter((exclusion) => !exclusion.everPossible)
      .map((exclusion) => ({
        path: FIELDS[exclusion.filter],
        message: `${candidate.agentId}: needs ${exclusion.required}, has ${exclusion.available}`,
      })),
  );
  const { summary, wouldFit } = explainChoice(choice);
  return new ProblemError({
    status: 422,
    code: 'never_fits',
    title: 'No agent could ever hold it',
    detail: `${summary}.`,
    advice: wouldFit.length === 0 ? 'Ask for less, or add an agent.' : `It would fit with ${wouldFit.join(', or ')}.`,
    errors: errors.slice(0, 50),
  });
}

/**
 * Refuses a job that no registered agent could ever hold.
 *
 * @throws ProblemError 422
 */
export async function refuseImpossible(ctx: ServiceContext, spec: JobSpec): Promise<void> {
  const never = impossibility(spec, await readPlaces(ctx.pool));
  if (never !== null) throw never;
}
