import type { Exclusion, TaskState } from '@longshore/schemas';
import { hardFilters } from './hard-filters.ts';
import type { Place, PlacementRequest } from './place.ts';

/** An open task of a per-host job. */
export interface HostTask {
  id: string;
  agentId: string;
  state: TaskState;
}

export interface PerHostDecision {
  /** Agents that are to get a task. */
  add: string[];
  /** Tasks that wait for what will not be, with why in words. */
  end: { taskId: string; why: string }[];
  /** Tasks whose container is to stop, with why in words. */
  leave: { taskId: string; why: string }[];
}

/** What has to do with which agent it is, and not with how it is just now. */
const IDENTITY: ReadonlySet<Exclusion['filter']> = new Set(['agent', 'label', 'constraint', 'platform']);

/**
 * The agents that a per-host job is meant for: those that could ever hold its task, whatever they hold now. A lost one
 * is none until it is heard again.
 */
export function matchingPlaces(
  request: PlacementRequest,
  places: readonly Place[],
  lost: ReadonlySet<string>,
): Place[] {
  return places.filter(
    (place) => !lost.has(place.id) && hardFilters(request, place).every((exclusion) => exclusion.everPossible),
  );
}

function whyNotHere(agentId: string, place: Place | undefined, request: PlacementRequest, lost: boolean): string {
  if (lost) return `${agentId} was lost`;
  if (place === undefined) return `${agentId} is no agent any more`;
  const exclusion = hardFilters(request, place).find((each) => !each.everPossible);
  return exclusion === undefined
    ? `${agentId} no longer matches`
    : `${agentId} no longer matches: needs ${exclusion.required}, has ${exclusion.available}`;
}

/**
 * Compares the open tasks of a per-host job with the agents it is meant for. What runs on an agent that is out of
 * reach, or has grown too small, is left alone: only one that is another now loses it.
 */
export function decidePerHost(
  request: PlacementRequest,
  places: readonly Place[],
  lost: ReadonlySet<string>,
  tasks: readonly HostTask[],
): PerHostDecision {
  const matching = new Set(matchingPlaces(request, places, lost).map(({ id }) => id));
  const byId = new Map(places.map((place) => [place.id, place]));
  const held = new Set(tasks.map(({ agentId }) => agentId));
  const decision: PerHostDecision = { add: [...matching].filter((id) => !held.has(id)).sort(), end: [], leave: [] };
  for (const task of tasks) {
    if (matching.has(task.agentId)) continue;
    const place = byId.get(task.agentId);
    const why = whyNotHere(task.agentId, place, request, lost.has(task.agentId));
    if (task.state !== 'ACTIVE') decision.end.push({ taskId: task.id, why });
    else if (place !== undefined && !lost.has(task.agentId) && isAnother(request, place)) {
      decision.leave.push({ taskId: task.id, why });
    }
  }
  return decision;
}

function isAnother(request: PlacementRequest, place: Place): boolean {
  return hardFilters(request, place).some(({ filter }) => IDENTITY.has(filter));
}
