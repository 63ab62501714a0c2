import { type Happening, type KitchenPlan, makeScenario, RAIL_PER_COOK, type Scenario } from '@longshore/kitchens';
import type { ScenarioName } from '@longshore/schemas';

/** What a run's orders, kitchens and mishaps follow from. */
export interface RunOrigin {
  id: string;
  scenario: ScenarioName;
  seed: number;
  kitchens: number;
}

/** A kitchen of a run: its own in the city, whatever else is open there. */
function planOfRun(plan: KitchenPlan, runId: string): KitchenPlan {
  return { ...plan, id: `${plan.id}-${runId.slice(-6)}` };
}

/**
 * The scenario of a run, by its own clock. Its kitchens carry the end of the run's id, so that those of two runs, and
 * those that somebody opened, are told apart.
 */
export function scenarioOfRun({ id, scenario, seed, kitchens }: RunOrigin): Scenario {
  const made = makeScenario(scenario, { seed, kitchens, railPerCook: RAIL_PER_COOK });
  return {
    ...made,
    city: { ...made.city, kitchens: made.city.kitchens.map((plan) => planOfRun(plan, id)) },
    happenings: made.happenings.map((happening): Happening => {
      const kitchenId = `${happening.kitchenId}-${id.slice(-6)}`;
      return happening.kind === 'opens'
        ? { ...happening, kitchenId, plan: planOfRun(happening.plan, id) }
        : { ...happening, kitchenId };
    }),
  };
}

/**
 * The id of an order of a run: of the run's id and the order's number, so that one that is placed twice is there once. It
 * is a UUID version 7 whose time is that at which it is placed, by and large, so that ids rise with time.
 *
 * @param number - 1 for the first
 */
export function orderIdOfRun(runId: string, startedAtMs: number, atMs: number, number: number): string {
  const time = Math.max(0, Math.trunc(startedAtMs + atMs))
    .toString(16)
    .padStart(12, '0');
  const count = number.toString(16).padStart(8, '0');
  const of = runId.replaceAll('-', '').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-8${count.slice(3, 6)}-${count.slice(6)}${of.slice(-10)}`;
}
