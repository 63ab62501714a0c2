import type { StateView } from './states.ts';

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
