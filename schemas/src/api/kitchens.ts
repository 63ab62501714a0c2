import { z } from 'zod';
import { DISHES } from '../kitchens/dishes.ts';
import { kitchenSpecSchema } from '../kitchens/kitchen-spec.ts';
import { KITCHEN_STATE_NAMES, UPSET_NAMES } from '../kitchens/kitchen-states.ts';
import { KITCHEN_LIMITS } from '../kitchens/limits.ts';
import { ORDER_STATE_NAMES } from '../kitchens/order-states.ts';
import { placeSchema } from '../kitchens/place.ts';
import { POLICY_NAMES } from '../kitchens/policies.ts';
import { KITCHEN_RUN_STATE_NAMES } from '../kitchens/run-states.ts';
import { SCENARIO_NAMES } from '../kitchens/scenarios.ts';
import { orderReceiptSchema } from './orders.ts';

const id = z.string().describe('UUID version 7');
const instant = z.iso.datetime().describe('ISO 8601, UTC');
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

/** `POST /kitchens`. What is left out is chosen. */
export const openKitchenInput = kitchenSpecSchema.partial();

export const kitchenSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  location: placeSchema,
  capacity: count,
  railMax: count,
  specialties: z.array(z.string()),
  clockFactor: z.number(),
  state: z.enum(KITCHEN_STATE_NAMES),
  held: count.describe('Orders that it owns, by the balancer’s own count.'),
  cooking: count,
  waiting: count.describe('That have not begun.'),
  load: share.describe('The share of its room that is taken.'),
  cooked: count.describe('Dishes that it made ready, over all its boots.'),
  averageCookMs: z.number().describe('Of the dishes it finished last; 0: none yet.'),
  nonsense: count.describe('Reports of it that cannot be true, or were not its to make.'),
  nonsenseWords: z.string().nullable().describe('What was wrong with the last of them.'),
  jobId: z.string().nullable(),
  agentId: z.string().nullable(),
  boots: count.describe('How often it registered anew.'),
  openedAt: instant,
  heardAt: instant.nullable(),
  /** Share of the time since it opened in which it took orders. */
  uptime: share,
});

/** `GET /kitchens` */
export const kitchensSchema = z.object({ items: z.array(kitchenSummarySchema) });

export const kitchenSchema = kitchenSummarySchema.extend({
  orders: z.array(z.object({ id, dish: z.string(), state: z.enum(ORDER_STATE_NAMES), priority: count })),
  closesWith: z
    .array(z.string())
    .describe('The other kitchens of its job: to close it stops the job, and closes them too.'),
});

/** `POST /kitchens/{id}/upset` */
export const upsetInput = z.strictObject({
  upset: z.enum(UPSET_NAMES),
  durationMs: z
    .number()
    .int('whole milliseconds')
    .min(KITCHEN_LIMITS.upsetMs.least)
    .max(KITCHEN_LIMITS.upsetMs.most)
    .default(KITCHEN_LIMITS.upsetMs.otherwise)
    .describe('Of one that passes.'),
});

const weights = z.object({ load: z.number(), specialty: z.number(), time: z.number(), distance: z.number() });

const migration = z.object({
  highPercent: z.number().describe('A kitchen above gives orders that have not begun.'),
  calmPercent: z.number().describe('It goes on giving until it is here.'),
  lowPercent: z.number().describe('A kitchen below takes some.'),
  movesMax: z.number().describe('In one cycle; 0: none ever.'),
  cycleMs: z.number(),
  settleMs: z.number().describe('One that was above for less gives nothing.'),
  restMs: z.number().describe('An order that was moved is left alone for so long.'),
});

const silence = z.object({
  lostAfterMs: z.number().describe('One that was not heard for longer is lost.'),
});

/** How the balancer decides, and of what city. */
export const kitchenNetworkSchema = z.object({
  policy: z.enum(POLICY_NAMES),
  weights,
  migration,
  silence,
  city: z.object({
    centre: placeSchema,
    radiusKm: z.number(),
    dishes: z.array(z.object({ name: z.enum(DISHES.map(({ name }) => name)), cookMs: z.number() })),
  }),
  waiting: count.describe('Orders that no kitchen has.'),
  whyWaiting: z.string().describe('Why the most urgent of them waits; empty: none does.'),
  notes: z.array(z.string()).describe('What was changed in what was given: weights that were brought to a sum of 1.'),
});

/** `PATCH /kitchen-network`. Values are examined by the balancer’s own rules. */
export const kitchenNetworkPatch = z
  .strictObject({
    policy: z.enum(POLICY_NAMES).optional(),
    weights: weights.strict().optional(),
    migration: migration.partial().strict().optional(),
    silence: silence.partial().strict().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'name at least one of policy, weights, migration, silence');

const spread = z.object({ mean: z.number(), p95: z.number(), p99: z.number() });

/** What happened in a piece of time. */
export const kitchenMeasureSchema = z.object({
  at: instant.describe('When the piece begins.'),
  received: count,
  ready: count,
  delivered: count,
  failed: count,
  moved: count.describe('Given back and begun elsewhere.'),
  takenBack: count.describe('Taken from lost kitchens.'),
  responseMs: spread.nullable().describe('From coming in to ready; null: nothing became ready.'),
  waitMs: spread.nullable().describe('From coming in to the cook beginning.'),
  waiting: count.describe('At its end, before the kitchens.'),
  cooks: count.describe('Of open kitchens, at its end.'),
  busyCooks: count,
});

/** `GET /kitchen-network/measures` */
export const kitchenMeasuresQuery = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional().describe('The last five minutes, when left out.'),
  until: z.iso.datetime({ offset: true }).optional(),
  pieces: z.coerce.number().int().min(1).max(600).default(60),
});

export const kitchenMeasuresSchema = z.object({
  pieces: z.array(kitchenMeasureSchema),
  whole: z.object({
    received: count,
    ready: count,
    delivered: count,
    failed: count,
    readyPerMinute: z.number(),
    responseMs: spread.nullable(),
    waitMs: spread.nullable(),
    balanceIndex: share.nullable().describe('Jain’s index over the share of its cooks’ time that each was at work.'),
    migration: z.object({
      asked: count,
      givenBack: count,
      tooLate: count,
      sooner: count,
      savedMs: z.number(),
      efficiency: share.nullable(),
    }),
    takenBack: count,
    wastedDishes: count,
    uptime: share.nullable().describe('Of all kitchens that should have been open.'),
  }),
});

/** `GET /kitchen-network/changes`: for a picture. */
export const kitchenChangesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('The `next` of the answer before; 0: all that is open.'),
});

export const kitchenChangesSchema = z.object({
  next: count,
  more: z.boolean().describe('There is more than one answer holds.'),
  whole: z
    .boolean()
    .describe(
      'All that is open, whatever was told before: an order that is not in it is no more. Also where `after` was too long ago.',
    ),
  at: instant.describe('By the control plane.'),
  orders: z.array(
    z.object({
      id,
      dish: z.string(),
      place: placeSchema,
      priority: count,
      state: z.enum(ORDER_STATE_NAMES),
      epoch: count,
      kitchen: z.string().nullable(),
      askedBack: z.boolean(),
      ageMs: z.number().describe('Since it came into this state.'),
      deliveryMs: z.number().nullable().describe('Of one that is ready: how long its courier takes.'),
    }),
  ),
});

/** `POST /kitchen-runs` */
export const startRunInput = z.strictObject({
  scenario: z.enum(SCENARIO_NAMES),
  seed: z.number().int().min(0).max(4_294_967_295).default(1).describe('The same seed gives the same orders.'),
  kitchens: z
    .number()
    .int()
    .min(2, 'at least 2: some scenarios take one away')
    .max(50, 'at most 50')
    .default(5)
    .describe('That it opens, and closes again.'),
  speed: z.number().min(0.1).max(100).default(1).describe('How much faster than real it goes, cooks and all.'),
  policy: z.enum(POLICY_NAMES).optional().describe('For as long as it goes; left out: that of the network.'),
  keepOpen: z.boolean().default(false).describe('Its kitchens stay open after it.'),
});

const runResultSchema = z.object({
  received: count,
  delivered: count,
  failed: count,
  readyPerMinute: z.number(),
  responseMs: spread,
  waitMs: spread,
  balanceIndex: share,
  migrationEfficiency: share.nullable(),
  takenBack: count,
  wastedDishes: count,
  kitchens: z.array(z.object({ kitchenId: z.string(), dishes: count, utilisation: z.number() })),
});

const AS_STARTED = 'That of the network when the run was started; null: of an older run, it was not kept.';

export const kitchenRunSchema = z.object({
  id,
  scenario: z.enum(SCENARIO_NAMES),
  seed: count,
  kitchens: count,
  speed: z.number(),
  policy: z.enum(POLICY_NAMES),
  weights,
  migration: migration.nullable().describe(AS_STARTED),
  silence: silence.nullable().describe(AS_STARTED),
  state: z.enum(KITCHEN_RUN_STATE_NAMES),
  reason: z.string().nullable().describe('Why it failed, or what it waits for.'),
  durationMs: z.number().describe('What it takes by its own clock, without the last orders.'),
  elapsedMs: z.number().describe('By its own clock.'),
  received: count,
  ended: count,
  result: runResultSchema.nullable(),
  startedBy: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** `GET /kitchen-runs`, the newest first. */
export const kitchenRunsSchema = z.object({ items: z.array(kitchenRunSchema) });

/** `GET /kitchen-runs/{id}/recording`: what happened, for the storyboard. Times are by the run’s own clock. */
export const runRecordingSchema = z.object({
  run: kitchenRunSchema,
  kitchens: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      location: placeSchema,
      capacity: count,
      railMax: count,
      specialties: z.array(z.string()),
    }),
  ),
  orders: z.array(z.object({ id, dish: z.string(), place: placeSchema, priority: count })),
  ordersLeftOut: count.describe('Orders of the run, its last, that the recording has no room for.'),
  events: z.array(
    z.object({
      atMs: z.number(),
      order: count.nullable().describe('Its place in `orders`; null: it happened to a kitchen.'),
      kitchen: count.nullable().describe('Its place in `kitchens`.'),
      what: z.string().describe('A state of an order, or what befell a kitchen.'),
      epoch: count.nullable(),
    }),
  ),
  receipts: z
    .array(z.object({ order: count, atMs: z.number(), summary: z.string(), receipt: orderReceiptSchema }))
    .describe('Of the first and of the busiest moments.'),
});

/** `GET /kitchen-runs/compare` */
export const compareRunsQuery = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.string().max(36)).min(2, 'at least two runs').max(8, 'at most eight runs')),
});

export const comparedRunsSchema = z.object({
  runs: z.array(kitchenRunSchema),
  differences: z
    .array(
      z.object({
        setting: z.string(),
        values: z
          .array(z.string().nullable())
          .describe('In words, of each run; null: it was not kept, or plays no part.'),
      }),
    )
    .describe('What they were started with that is not the same, beside their policies: their orders are.'),
  rows: z.array(
    z.object({
      measure: z.string(),
      unit: z.enum(['ms', 'orders', 'orders a minute', 'share']),
      better: z.enum(['less', 'more']),
      values: z.array(z.number().nullable()),
      best: z.array(count).describe('The runs that did best.'),
    }),
  ),
});

export type OpenKitchenInput = z.input<typeof openKitchenInput>;
export type KitchenSummary = z.output<typeof kitchenSummarySchema>;
export type KitchenDetail = z.output<typeof kitchenSchema>;
export type UpsetInput = z.input<typeof upsetInput>;
export type KitchenNetwork = z.output<typeof kitchenNetworkSchema>;
export type KitchenNetworkPatch = z.input<typeof kitchenNetworkPatch>;
export type KitchenMeasure = z.output<typeof kitchenMeasureSchema>;
export type KitchenMeasures = z.output<typeof kitchenMeasuresSchema>;
export type KitchenChanges = z.output<typeof kitchenChangesSchema>;
export type StartRunInput = z.input<typeof startRunInput>;
export type KitchenRun = z.output<typeof kitchenRunSchema>;
export type RunRecording = z.output<typeof runRecordingSchema>;
export type ComparedRuns = z.output<typeof comparedRunsSchema>;
