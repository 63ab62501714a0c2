import { balanceIndex, type Scenario } from '@longshore/kitchens';
import type { KitchenRun } from '@longshore/schemas';
import type pg from 'pg';
import { Figures, type KeptFigures } from '../../kitchens/figures.ts';
import type { OpenRun } from './read-open-run.ts';

type Result = NonNullable<KitchenRun['result']>;

const took = (from: string, until: string): string => `extract(epoch FROM ${until} - ${from})::float8 * 1000`;
const response = took('received_at', 'ready_at');
const wait = `CASE WHEN ready_at IS NOT NULL THEN greatest(0, ${took('received_at', 'started_at')}) END`;

const ORDERS = `
SELECT count(*)::int AS received, count(*) FILTER (WHERE state = 'delivered')::int AS delivered,
       count(*) FILTER (WHERE state = 'failed')::int AS failed, coalesce(sum(losses), 0)::int AS "takenBack",
       count(ready_at)::int AS ready, (extract(epoch FROM max(ready_at)) * 1000)::float8 AS "lastReadyAtMs",
       coalesce(avg(${response}), 0) AS "responseMean",
       coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY ${response}), 0) AS "responseP95",
       coalesce(percentile_disc(0.99) WITHIN GROUP (ORDER BY ${response}), 0) AS "responseP99",
       coalesce(avg(${wait}), 0) AS "waitMean", coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY ${wait}), 0) AS "waitP95",
       coalesce(percentile_disc(0.99) WITHIN GROUP (ORDER BY ${wait}), 0) AS "waitP99"
FROM kitchen_order WHERE run_id = $1`;

const KITCHENS = `
SELECT kitchen_id AS id, count(*)::int AS dishes, coalesce(sum(took_ms), 0)::float8 AS "busyMs"
FROM kitchen_order WHERE run_id = $1 AND ready_at IS NOT NULL AND kitchen_id IS NOT NULL GROUP BY kitchen_id`;

const MEASURES = `
SELECT figures FROM kitchen_measure
WHERE span_seconds = 1 AND at >= to_timestamp($1::float8 / 1000) - interval '1 second' AND at <= to_timestamp($2::float8 / 1000)`;

interface OrdersRow {
  received: number;
  delivered: number;
  failed: number;
  takenBack: number;
  ready: number;
  lastReadyAtMs: number | null;
  responseMean: number;
  responseP95: number;
  responseP99: number;
  waitMean: number;
  waitP95: number;
  waitP99: number;
}

/** When each kitchen of a scenario opens, by the run's clock. */
function openings({ city, happenings }: Scenario): { id: string; capacity: number; atMs: number }[] {
  return [
    ...city.kitchens.map(({ id, capacity }) => ({ id, capacity, atMs: 0 })),
    ...happenings.flatMap((each) =>
      each.kind === 'opens' ? [{ id: each.plan.id, capacity: each.plan.capacity, atMs: each.atMs }] : [],
    ),
  ];
}

/** What a run came to, in times of its own clock. */
export async function sumUpRun(client: pg.PoolClient, run: OpenRun, scenario: Scenario): Promise<Result> {
  const { id, speed, nowMs } = run;
  const startedAtMs = run.startedAtMs ?? nowMs;
  const [orders] = (await client.query<OrdersRow>(ORDERS, [id])).rows as [OrdersRow];
  const cooked = (await client.query<{ id: string; dishes: number; busyMs: number }>(KITCHENS, [id])).rows;
  const measures = (await client.query<{ figures: KeptFigures }>(MEASURES, [startedAtMs, nowMs])).rows;
  const figures = new Figures();
  for (const row of measures) figures.add(row.figures);
  const lastMs = ((orders.lastReadyAtMs ?? nowMs) - startedAtMs) * speed;
  const kitchens = openings(scenario).map((kitchen) => {
    const { dishes, busyMs } = cooked.find((row) => row.id === kitchen.id) ?? { dishes: 0, busyMs: 0 };
    const openMs = Math.max(1, lastMs - kitchen.atMs) * kitchen.capacity;
    return { kitchenId: kitchen.id, dishes, utilisation: (busyMs * speed) / openMs };
  });
  const asked = figures.of('asked');
  return {
    received: orders.received,
    delivered: orders.delivered,
    failed: orders.failed,
    readyPerMinute: lastMs <= 0 ? 0 : (orders.ready * 60_000) / lastMs,
    responseMs: {
      mean: orders.responseMean * speed,
      p95: orders.responseP95 * speed,
      p99: orders.responseP99 * speed,
    },
    waitMs: { mean: orders.waitMean * speed, p95: orders.waitP95 * speed, p99: orders.waitP99 * speed },
    balanceIndex: Math.min(1, balanceIndex(kitchens.map(({ utilisation }) => utilisation))),
    migrationEfficiency: asked === 0 ? null : Math.min(1, figures.of('sooner') / asked),
    takenBack: orders.takenBack,
    wastedDishes: figures.of('wasted'),
    kitchens,
  };
}
