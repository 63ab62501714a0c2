import { z } from 'zod';
import { DISHES } from '../kitchens/dishes.ts';
import { KITCHEN_ID, KITCHEN_LIMITS } from '../kitchens/limits.ts';
import { ORDER_FAILURES, ORDER_STATE_NAMES, type OrderFailure } from '../kitchens/order-states.ts';
import { placeSchema } from '../kitchens/place.ts';
import { POLICY_NAMES } from '../kitchens/policies.ts';
import { listOf } from './list-of.ts';
import { scoreTermSchema } from './shapes.ts';

const id = z.string().describe('UUID version 7');
const instant = z.iso.datetime().describe('ISO 8601, UTC');
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

/** `POST /orders` */
export const orderInput = z.strictObject({
  dish: z
    .string()
    .max(60)
    .describe(`One of ${DISHES.map(({ name }) => name).join(', ')}.`),
  place: placeSchema.describe('Where the customer is, within the city.'),
  priority: z
    .number()
    .int('a whole number')
    .min(0, 'at least 0')
    .max(KITCHEN_LIMITS.priorityMax, `at most ${KITCHEN_LIMITS.priorityMax}`)
    .default(0)
    .describe('Higher goes first.'),
});

/** `POST /orders/many` */
export const ordersInput = z.strictObject({
  orders: z
    .array(orderInput)
    .min(1, 'at least one order')
    .max(KITCHEN_LIMITS.ordersAtOnceMax, `at most ${KITCHEN_LIMITS.ordersAtOnceMax} orders in one request`),
});

/** Answers `POST /orders/many`. */
export const placedOrdersSchema = z.object({ ids: z.array(id) });

/** `GET /orders` */
export const listOrdersQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: listOf(ORDER_STATE_NAMES),
  kitchen: z.string().regex(KITCHEN_ID, 'the id of a kitchen').optional().describe('That has it, or had it last.'),
  run: z.string().max(36).optional().describe('Of this run of a scenario.'),
  q: z.string().trim().max(36).optional().describe('The start of its id.'),
});

const weightsSchema = z.object({ load: share, specialty: share, time: share, distance: share });

/** Why an order went where it went. */
export const orderReceiptSchema = z.object({
  at: instant,
  epoch: count.describe('Of the order when it was decided on.'),
  policy: z.enum(POLICY_NAMES),
  weights: weightsSchema.nullable().describe('null: the policy weighs nothing.'),
  winner: z.string().nullable(),
  runnerUp: z.string().nullable(),
  summary: z.string().describe('One sentence.'),
  considered: count,
  excluded: z.object({ closed: count, full: count, refused: count }),
  candidates: z
    .array(
      z.object({
        kitchenId: z.string(),
        held: count,
        room: count,
        excludedBy: z.object({ filter: z.string(), required: z.string(), available: z.string() }).nullable(),
        terms: z.array(scoreTermSchema),
        score: z.number().nullable().describe('null when excluded'),
      }),
    )
    .max(KITCHEN_LIMITS.receiptDepth),
});

export const orderSummarySchema = z.object({
  id,
  dish: z.string(),
  place: placeSchema,
  priority: count,
  state: z.enum(ORDER_STATE_NAMES),
  epoch: count.describe('How often its owner has changed.'),
  kitchen: z.string().nullable().describe('That has it, or cooked it; null: none yet, or given back.'),
  run: z.string().nullable(),
  waitsFor: z.string().describe('Why it waits; empty: it does not.'),
  failure: z
    .object({
      code: z.enum(Object.keys(ORDER_FAILURES) as [OrderFailure, ...OrderFailure[]]),
      message: z.string(),
    })
    .nullable(),
  receivedAt: instant,
  assignedAt: instant.nullable().describe('To the kitchen that has it, or had it last.'),
  startedAt: instant.nullable(),
  readyAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** One entry of an order's life. */
export const orderMomentSchema = z.object({
  at: instant,
  what: z.enum([...ORDER_STATE_NAMES, 'asked back', 'released', 'refused', 'taken back']),
  epoch: count,
  kitchen: z.string().nullable(),
});

export const orderSchema = orderSummarySchema.extend({
  refusedBy: z.array(z.string()),
  losses: count.describe('How many kitchens were lost with it.'),
  life: z.array(orderMomentSchema),
  receipts: z.array(orderReceiptSchema).describe('The newest first.'),
  withoutReceipt: z.string().describe('Why there is none; empty: there is one.'),
});

export type OrderInput = z.input<typeof orderInput>;
export type PlacedOrders = z.output<typeof placedOrdersSchema>;
export type OrderReceiptView = z.output<typeof orderReceiptSchema>;
export type OrderSummary = z.output<typeof orderSummarySchema>;
export type OrderMoment = z.output<typeof orderMomentSchema>;
export type OrderView = z.output<typeof orderSchema>;
