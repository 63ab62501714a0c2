import { z } from 'zod';
import type { StateView } from './states.ts';

/** Bounds of webhooks. */
export const WEBHOOK_LIMITS = {
  nameLength: 63,
  urlLength: 2_048,
  /** How many there may be: each has connections of its own, so that none waits for another. */
  count: 50,
} as const;

/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = {
  'job.succeeded': { word: 'Job succeeded', means: 'A job ended well.' },
  'job.failed': { word: 'Job failed', means: 'A job ended with a failure, or its deadline passed.' },
  'job.stopped': { word: 'Job stopped', means: 'A job ended because somebody stopped it.' },
  'agent.lost': { word: 'Agent lost', means: 'An agent was silent for too long and was given up.' },
} as const satisfies Record<string, { word: string; means: string }>;
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_EVENT_NAMES = Object.keys(WEBHOOK_EVENTS) as [WebhookEvent, ...WebhookEvent[]];

/** What the test button sends; nothing to subscribe to. */
export const WEBHOOK_TEST_EVENT = 'webhook.test';

/** What a delivery can be about. */
export const DELIVERY_EVENT_NAMES = [...WEBHOOK_EVENT_NAMES, WEBHOOK_TEST_EVENT] as const;
export type DeliveryEvent = (typeof DELIVERY_EVENT_NAMES)[number];

/** How a webhook stands. `GONE`: paused because its receiver answered that it is gone for good. */
export const WEBHOOK_STATES = {
  ACTIVE: { word: 'Active', tone: 'well', icon: 'check', glyph: '✓' },
  PAUSED: { word: 'Paused', tone: 'waiting', icon: 'square', glyph: '■' },
  GONE: { word: 'Gone', tone: 'look', icon: 'question', glyph: '!' },
  UNREADABLE: { word: 'Unreadable', tone: 'look', icon: 'question', glyph: '!' },
} as const satisfies Record<string, StateView>;
export type WebhookState = keyof typeof WEBHOOK_STATES;
export const WEBHOOK_STATE_NAMES = Object.keys(WEBHOOK_STATES) as [WebhookState, ...WebhookState[]];

/** How far a delivery is. */
export const DELIVERY_STATES = {
  PENDING: { word: 'Waiting', tone: 'waiting', icon: 'clock', glyph: '·' },
  DELIVERED: { word: 'Delivered', tone: 'well', icon: 'check', glyph: '✓' },
  FAILED: { word: 'Given up', tone: 'badly', icon: 'cross', glyph: '✗' },
} as const satisfies Record<string, StateView>;
export type DeliveryState = keyof typeof DELIVERY_STATES;
export const DELIVERY_STATE_NAMES = Object.keys(DELIVERY_STATES) as [DeliveryState, ...DeliveryState[]];

const nameSchema = z
  .string()
  .trim()
  .min(1, 'give the webhook a name')
  .max(WEBHOOK_LIMITS.nameLength, `at most ${WEBHOOK_LIMITS.nameLength} characters`)
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
    'a webhook’s name has letters, digits, ".", "_" and "-", with a letter or digit first',
  )
  .describe('Its own among all webhooks.');

const URL_WORDS = 'an address such as https://example.org/hooks/longshore';

function urlComplaint(text: string): string | null {
  if (!URL.canParse(text)) return URL_WORDS;
  const { protocol, username, password, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return `http or https: ${URL_WORDS}`;
  if (username !== '' || password !== '') return 'without a user or password: requests are signed, which says more';
  return hash === '' ? null : 'without the part after "#": it is never sent';
}

const urlSchema = z
  .string()
  .trim()
  .min(1, `give ${URL_WORDS}`)
  .max(WEBHOOK_LIMITS.urlLength, `at most ${WEBHOOK_LIMITS.urlLength} characters`)
  .superRefine((text, check) => {
    const message = urlComplaint(text);
    if (message !== null) check.addIssue({ code: 'custom', message });
  })
  .describe('Where events are sent by POST. Redirects are not followed.');

const eventsSchema = z
  .array(z.enum(WEBHOOK_EVENT_NAMES))
  .min(1, 'choose at least one event')
  .max(WEBHOOK_EVENT_NAMES.length, 'each event once')
  .refine((events) => new Set(events).size === events.length, 'each event once')
  .describe('What it is told of.');

/** `POST /webhooks`. Unknown fields are refused. */
export const webhookInputSchema = z.strictObject({
  name: nameSchema,
  url: urlSchema,
  events: eventsSchema,
});

/** `PATCH /webhooks/{id}`: what is given is changed. */
export const patchWebhookBody = z
  .strictObject({
    name: nameSchema.optional(),
    url: urlSchema.optional(),
    events: eventsSchema.optional(),
    paused: z.boolean().optional().describe('While it is paused, events are not kept for it, and waiting ones wait.'),
  })
  .refine((body) => Object.keys(body).length > 0, 'give at least one field that is to change');

export type WebhookInput = z.input<typeof webhookInputSchema>;
export type WebhookPatch = z.input<typeof patchWebhookBody>;
