import { z } from 'zod';
import {
  DELIVERY_EVENT_NAMES,
  DELIVERY_STATE_NAMES,
  WEBHOOK_EVENT_NAMES,
  WEBHOOK_STATE_NAMES,
} from '../webhook-states.ts';
import { listOf } from './list-of.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC');

/** `GET /webhooks/{id}/deliveries` */
export const listDeliveriesQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: listOf(DELIVERY_STATE_NAMES),
});

/** One event on its way to one webhook. */
export const deliverySchema = z.object({
  id: z.string().describe('Counted.'),
  eventId: z.string().describe('What the receiver gets as webhook-id, the same with every try.'),
  event: z.enum(DELIVERY_EVENT_NAMES),
  subjectType: z.enum(['job', 'agent', 'webhook']),
  subjectId: z.string(),
  state: z.enum(DELIVERY_STATE_NAMES),
  tries: z.number().int().describe('So far, one under way included.'),
  nextAt: instant.nullable().describe('Of a waiting one: when it is tried next.'),
  responseStatus: z.number().int().nullable().describe('The status of the last answer; null: there was none.'),
  detail: z.string().nullable().describe('What the last try came to, in a few words.'),
  response: z.string().nullable().describe('The start of the last answer’s body.'),
  tookMs: z.number().int().nullable().describe('How long the last try took.'),
  payload: z.string().describe('The body that is sent.'),
  triedAt: instant.nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
});

export const webhookSchema = z.object({
  id: z.string().describe('UUID version 7'),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENT_NAMES)),
  state: z.enum(WEBHOOK_STATE_NAMES),
  pausedBecause: z.string().nullable().describe('Why it was paused, where nobody asked for it.'),
  waiting: z.number().int().describe('Deliveries that have not ended.'),
  lastDelivery: deliverySchema
    .pick({ event: true, state: true, detail: true, triedAt: true, createdAt: true })
    .nullable()
    .describe('The newest; null: there was none yet.'),
  rotatedAt: instant.nullable().describe('When its secret was last rotated.'),
  createdAt: instant,
});

/** Answers `GET /webhooks`. */
export const webhooksSchema = z.object({
  items: z.array(webhookSchema),
  ready: z.boolean().describe('false: the control plane has no key to keep secrets under.'),
});

/** Answers what gives a secret out, which nothing else does. */
export const webhookSecretSchema = z.object({
  id: z.string(),
  name: z.string(),
  secret: z.string().describe('whsec_ and 32 bytes in Base64. It is not shown again.'),
});

export type Delivery = z.output<typeof deliverySchema>;
export type Webhook = z.output<typeof webhookSchema>;
export type Webhooks = z.output<typeof webhooksSchema>;
export type WebhookSecret = z.output<typeof webhookSecretSchema>;
