import {
  type BalancerSettings,
  type MigrationSettings,
  makeScenario,
  type OrderReceipt,
  RAIL_PER_COOK,
  type RunEvent,
  type RunResult,
  settingsFor,
  simulate,
} from '@longshore/kitchens';
import type { KitchenRun, Policy, RunRecording, ScenarioName } from '@longshore/schemas';

export interface SimulatedWanted {
  scenario: ScenarioName;
  policy?: Policy;
  kitchens?: number;
  /** Long rails give migration something to do. */
  railPerCook?: number;
  migration?: Partial<MigrationSettings>;
}

const STARTED = Date.UTC(2026, 10, 22, 12);
const RECEIPTS = 40;

/** What the API would answer about a run, decided by the balancer that real runs have, on the virtual clock. */
export function simulatedRecording({
  scenario: name,
  policy = 'scored',
  kitchens = 5,
  railPerCook = RAIL_PER_COOK,
  migration = {},
}: SimulatedWanted): RunRecording {
  const scenario = makeScenario(name, { seed: 3, kitchens, railPerCook });
  const events: RunEvent[] = [];
  const receipts: { atMs: number; receipt: OrderReceipt }[] = [];
  const wishes = new Map<string, RunRecording['orders'][number]>();
  const decided = settingsFor(scenario.city, policy);
  const settings = { ...decided, migration: { ...decided.migration, ...migration }, receiptDepth: 5 };
  const result = simulate({
    scenario,
    settings,
    onEvent: (event) => events.push(event),
    onOutcome: (outcome, atMs) => {
      for (const { id, dish, place, priority } of outcome.changed) {
        if (!wishes.has(id)) wishes.set(id, { id, dish, place, priority });
      }
      for (const receipt of outcome.receipts) if (receipts.length < RECEIPTS) receipts.push({ atMs, receipt });
    },
  });
  const later = scenario.happenings.flatMap((happening) => (happening.kind === 'opens' ? [happening.plan] : []));
  const places = [...scenario.city.kitchens, ...later];
  const orders = [...wishes.values()];
  const orderAt = new Map(orders.map(({ id }, index) => [id, index]));
  const kitchenAt = new Map(places.map(({ id }, index) => [id, index]));
  return {
    run: runOf(name, policy, kitchens, result, settings),
    kitchens: places.map(({ id, name: called, location, capacity, railMax, specialties }) => ({
      id,
      name: called,
      location,
      capacity,
      railMax,
      specialties: [...specialties],
    })),
    orders,
    ordersLeftOut: 0,
    events: events.map(({ atMs, orderId, kitchenId, what, epoch }) => ({
      atMs,
      order: orderId === null ? null : (orderAt.get(orderId) ?? null),
      kitchen: kitchenId === null ? null : (kitchenAt.get(kitchenId) ?? null),
      what,
      epoch,
    })),
    receipts: receipts.map(({ atMs, receipt: { orderId, ...receipt } }) => ({
      order: orderAt.get(orderId) ?? 0,
      atMs,
      summary: receipt.summary,
      receipt: {
        ...receipt,
        at: new Date(STARTED + atMs).toISOString(),
        excluded: { ...receipt.excluded },
      },
    })),
  };
}

function runOf(
  scenario: ScenarioName,
  policy: Policy,
  kitchens: number,
  { moved, ...result }: RunResult,
  settings: BalancerSettings,
): KitchenRun {
  return {
    id: '01999999-9999-7999-8999-999999999999',
    scenario,
    seed: 3,
    kitchens,
    speed: 1,
    policy,
    weights: { ...settings.choice.weights },
    migration: { ...settings.migration },
    silence: settings.silence,
    state: 'done',
    reason: null,
    durationMs: 120_000,
    elapsedMs: 120_000,
    received: result.received,
    ended: result.delivered + result.failed,
    result: {
      received: result.received,
      delivered: result.delivered,
      failed: result.failed,
      readyPerMinute: result.readyPerMinute,
      responseMs: result.responseMs,
      waitMs: result.waitMs,
      balanceIndex: result.balanceIndex,
      migrationEfficiency: moved.efficiency,
      takenBack: result.takenBack,
      wastedDishes: result.wastedDishes,
      kitchens: result.kitchens,
    },
    startedBy: 'anna',
    createdAt: new Date(STARTED).toISOString(),
    startedAt: new Date(STARTED).toISOString(),
    endedAt: new Date(STARTED + 120_000).toISOString(),
  };
}
