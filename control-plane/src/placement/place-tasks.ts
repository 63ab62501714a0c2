import type { Receipt } from '@longshore/schemas';
import { type Choice, choosePlace } from './choose-place.ts';
import { explainChoice } from './explain-choice.ts';
import { DEFAULT_WEIGHTS, type Place, type PlacementRequest, type Quantities, type Weights } from './place.ts';

/** One piece of work to be placed. */
export interface PlaceableTask {
  taskId: string;
  taskIndex: number;
  request: PlacementRequest;
  /** Tasks with the same word ask for the same. */
  likeness: string;
}

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

/**
 * Places tasks one after another in the order given, each seeing what the ones before it reserved. What does not fit
 * waits and does not keep smaller work behind it from going first; once a task did not fit, none that asks for the same
 * is weighed again, since room only shrinks within one call.
 *
 * @param decidedAt - ISO 8601, for the receipts
 */
export function placeTasks(
  tasks: readonly PlaceableTask[],
  places: readonly Place[],
  decidedAt: string,
  weights: Weights = DEFAULT_WEIGHTS,
): TaskPlacement[] {
  const current = new Map(places.map((place) => [place.id, place]));
  const refused = new Map<string, Choice>();
  return tasks.map((task) => {
    const known = refused.get(task.likeness);
    const choice = known ?? choosePlace(task.request, [...current.values()], weights);
    const winner = choice.winner === null ? undefined : current.get(choice.winner);
    if (winner === undefined) refused.set(task.likeness, choice);
    else current.set(winner.id, { ...winner, reserved: add(winner.reserved, task.request.needs) });
    return { taskId: task.taskId, agentId: choice.winner, receipt: receiptOf(task.taskIndex, choice, decidedAt) };
  });
}
