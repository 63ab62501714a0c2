import type { Delivery, Webhook, WebhookInput, WebhookPatch, WebhookSecret } from '@longshore/schemas';
import { request } from '../api/request.ts';
import { deletedWebhooks } from '../api/webhook-queries.ts';

const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}` as const;

/** @param idempotencyKey - the same for another try of the same submit */
export function createWebhook(webhook: WebhookInput, idempotencyKey: string): Promise<WebhookSecret> {
  return request('/webhooks', { method: 'POST', body: webhook, idempotencyKey });
}

export function changeWebhook(id: string, change: WebhookPatch): Promise<Webhook> {
  return request(pathOf(id), { method: 'PATCH', body: change });
}

export function rotateSecret(id: string): Promise<WebhookSecret> {
  return request(`${pathOf(id)}/secret`, { method: 'POST' });
}

/** Sends a test; what comes of it is among the deliveries. */
export function testWebhook(id: string): Promise<Delivery> {
  return request(`${pathOf(id)}/test`, { method: 'POST' });
}

/** Tries a delivery again now. */
export function retryDelivery(id: string, delivery: string): Promise<Delivery> {
  return request(`${pathOf(id)}/deliveries/${delivery}/retry`, { method: 'POST' });
}

export async function deleteWebhook(id: string): Promise<void> {
  deletedWebhooks.add(id);
  try {
    await request(pathOf(id), { method: 'DELETE' });
  } catch (error) {
    deletedWebhooks.delete(id);
    throw error;
  }
}
