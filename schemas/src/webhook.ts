import { z } from 'zod';
import { WEBHOOK_EVENT_NAMES } from './webhook-states.ts';

/** Bounds of webhooks. */
export const WEBHOOK_LIMITS = {
  nameLength: 63,
  urlLength: 2_048,
  /** How many there may be: each has connections of its own, so that none waits for another. */
  count: 50,
} as const;

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
