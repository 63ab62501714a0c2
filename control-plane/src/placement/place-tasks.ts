import type { Receipt } from '@longshore/schemas';
import { type Choice, choosePlace } from './choose-place.ts';
import { explainChoice } from './explain-choice.ts';
import type { Place, PlacementRequest, Quantities, Weights } from './place.ts';
import type { Spread } from './spread.ts';

/** One piece of work to be placed. */
export interface PlaceableTask {
  taskId: string;
  taskIndex: number;
  request: PlacementRequest;
  /** Tasks with the same word ask for the same. */
  likeness: string;
  /** The only place that it may go to; null: any. Others are no candidates at all. */
  boundTo: string | null;
  /** What it is spread over, together with the tasks of the same group; null: nothing. */
  spread: { over: string; group: string } | null;
}

/** How many tasks of each group every place holds before anything is placed. */
export type HeldByGroup = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface TaskPlacement {
  taskId: string;
  /** Null: it waits. */
  agentId: string | null;
  receipt: Receipt;
}

function add(a: Quantities, b: Quantities): Quantities {
  return {
    cpuMillis: a.cpuMillis + b.cpuMillis,
    memoryBytes: a.memoryBytes + b.memoryBytes,
    slots: a.slots + b.slots,
  };
}

function receiptOf(taskIndex: number, choice: Choice, decidedAt: string): Receipt {
  return {
    taskIndex,
    decidedAt,
    winner: choice.winner,
    runnerUp: choice.runnerUp,
    ...explainChoice(choice),
    candidates: choice.candidates,
  };
}

function spreadOfTask({ spread }: PlaceableTask, groups: HeldByGroup): Spread | null {
  return spread === null ? null : { over: spread.over, held: groups.get(spread.group) ?? new Map() };
}

function placesFor({ boundTo }: PlaceableTask, places: ReadonlyMap<string, Place>): Place[] {
  if (boundTo === null) return [...places.values()];
  const place = places.get(boundTo);
  return place === undefined ? [] : [place];
}

function countIn(groups: Map<string, Map<string, number>>, group: string, placeId: string): void {
  const counts = groups.get(group) ?? new Map<string, number>();
  groups.set(group, counts.set(placeId, (counts.get(placeId) ?? 0) + 1));
}

/**
 * Places tasks one after another in the order given, each seeing what the ones before it reserved. What does not fit
 * waits and does not keep smaller work behind it from going first; once a task did not fit, none that asks for the same
 * is weighed again, since room only shrinks within one call.
 *
 * @param decidedAt - ISO 8601, for the receipts
 * @param held - for tasks that are spread
 */
export function placeTasks(
  tasks: readonly PlaceableTask[],
  places: readonly Place[],
  decidedAt: string,
  weights: Weights,
  held: HeldByGroup = new Map(),
): TaskPlacement[] {
  const groups = new Map([...held].map(([group, counts]) => [group, new Map(counts)]));
  const current = new Map(places.map((place) => [place.id, place]));
  const refused = new Map<string, Choice>();
  return tasks.map((task) => {
    const known = refused.get(task.likeness);
    const choice = known ?? choosePlace(task.request, placesFor(task, current), weights, spreadOfTask(task, groups));
    const winner = choice.winner === null ? undefined : current.get(choice.winner);
    if (winner === undefined) refused.set(task.likeness, choice);
    else {
      current.set(winner.id, { ...winner, reserved: add(winner.reserved, task.request.needs) });
      if (task.spread !== null) countIn(groups, task.spread.group, winner.id);
    }
    return { taskId: task.taskId, agentId: choice.winner, receipt: receiptOf(task.taskIndex, choice, decidedAt) };
  });
}
