import { examineKitchen } from '@longshore/kitchens';
import { CITY, DISHES, kitchenOfTask, type WordedJobSpec } from '@longshore/schemas';
import { invalidRequest } from '../../http/problem-error.ts';

const NONE_OPEN: ReadonlySet<string> = new Set();

/**
 * Refuses kitchens that could never open: outside the city, or cooking what nobody can order.
 *
 * @throws ProblemError 422
 */
export function refuseKitchen(spec: WordedJobSpec): void {
  if (spec.kind !== 'kitchen') return;
  const city = { ...CITY, seed: 0, dishes: DISHES, kitchens: [] };
  const seen = new Map<string, string>();
  for (let task = 0; task < spec.parallelism; task += 1) {
    const plan = kitchenOfTask(spec.kitchen, task, spec.parallelism);
    for (const { field, message } of examineKitchen(plan, city, NONE_OPEN)) seen.set(`kitchen.${field}`, message);
  }
  if (seen.size > 0) throw invalidRequest([...seen].map(([path, message]) => ({ path, message })));
}
