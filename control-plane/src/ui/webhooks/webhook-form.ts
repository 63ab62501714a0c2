import { type Webhook, type WebhookEvent, type WebhookInput, webhookInputSchema } from '@longshore/schemas';

/** What stands in the fields. */
export interface WebhookForm {
  name: string;
  url: string;
  events: WebhookEvent[];
}

export type WebhookErrors = Partial<Record<keyof WebhookForm, string>>;

/** What most want to be told of. */
const FIRST_EVENTS: WebhookEvent[] = ['job.failed', 'agent.lost'];

/** For a new one, or for changing the one there is. */
export function webhookForm(webhook: Webhook | null): WebhookForm {
  return { name: webhook?.name ?? '', url: webhook?.url ?? '', events: webhook?.events ?? FIRST_EVENTS };
}

/** What is sent, without what was pasted around it. */
export function toInput({ name, url, events }: WebhookForm): WebhookInput {
  return { name: name.trim(), url: url.trim(), events };
}

/** Checks the fields by the schema that the server checks with. */
export function validateWebhook(form: WebhookForm): WebhookErrors {
  const { error } = webhookInputSchema.safeParse(toInput(form));
  return errorsByField((error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** What is wrong, by field: the first of each. */
export function errorsByField(errors: readonly { path: string; message: string }[]): WebhookErrors {
  const found: WebhookErrors = {};
  for (const { path, message } of errors) {
    const field = path.replace(/[.[].*$/, '');
    if (field === 'name' || field === 'url' || field === 'events') found[field] ??= message;
  }
  return found;
}
