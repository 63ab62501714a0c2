import type { KitchenSpec } from './kitchen-spec.ts';

/** A kitchen of a job, with nothing left open. */
export interface KitchenOfTask extends Omit<KitchenSpec, 'railMax'> {
  railMax: number;
}

/** Where a job opens several: how far each stands from the place that was named. */
const RING_KM = 0.4;
const KM_PER_DEGREE = 111.195;

/** One waiting order for three cooks, which hides the way of a message; a longer rail only commits too early. */
const COOKS_PER_WAITING_ORDER = 3;

/** The id of a kitchen by the task that carries it out: the first is 1. */
export function kitchenIdOfTask(id: string, taskIndex: number, taskCount: number): string {
  return taskCount === 1 ? id : `${id}-${taskIndex + 1}`;
}

/** The kitchen that a task of a job of kind `kitchen` is; of several, those in a small ring around the place. */
export function kitchenOfTask(kitchen: KitchenSpec, taskIndex: number, taskCount: number): KitchenOfTask {
  return {
    ...kitchen,
    id: kitchenIdOfTask(kitchen.id, taskIndex, taskCount),
    name: taskCount === 1 ? kitchen.name : `${kitchen.name} ${taskIndex + 1}`,
    location: placeOfTask(kitchen.location, taskIndex, taskCount),
    railMax: kitchen.railMax ?? Math.ceil(kitchen.capacity / COOKS_PER_WAITING_ORDER),
  };
}

/** Where one of several kitchens around a place stands; one alone stands there itself. */
export function placeOfTask(
  place: KitchenSpec['location'],
  taskIndex: number,
  taskCount: number,
): KitchenSpec['location'] {
  if (taskCount === 1) return place;
  const angle = (2 * Math.PI * taskIndex) / taskCount;
  const { latitude, longitude } = place;
  const north = (Math.sin(angle) * RING_KM) / KM_PER_DEGREE;
  const east = (Math.cos(angle) * RING_KM) / (KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
  return { latitude: latitude + north, longitude: longitude + east };
}
