import {
  type Delivery,
  deliverySchema,
  type Webhook,
  type WebhookInput,
  type WebhookPatch,
  type WebhookSecret,
  webhookSchema,
  webhookSecretSchema,
} from '@longshore/schemas';
import { z } from 'zod';
import { request } from '../api/request.ts';
import { deletedWebhooks } from '../api/webhook-queries.ts';

const pathOf = (id: string) => `/webhooks/${encodeURIComponent(id)}` as const;

/** @param idempotencyKey - the same for another try of the same submit */
export function createWebhook(webhook: WebhookInput, idempotencyKey: string): Promise<WebhookSecret> {
  return request('/webhooks', webhookSecretSchema, { method: 'POST', body: webhook, idempotencyKey });
}

export function changeWebhook(id: string, change: WebhookPatch): Promise<Webhook> {
  return request(pathOf(id), webhookSchema, { method: 'PATCH', body: change });
}

export function rotateSecret(id: string): Promise<WebhookSecret> {
  return request(`${pathOf(id)}/secret`, webhookSecretSchema, { method: 'POST' });
}

/** Sends a test; what comes of it is among the deliveries. */
export function testWebhook(id: string): Promise<Delivery> {
  return request(`${pathOf(id)}/test`, deliverySchema, { method: 'POST' });
}

/** Tries a delivery again now. */
export function retryDelivery(id: string, delivery: string): Promise<Delivery> {
  return request(`${pathOf(id)}/deliveries/${delivery}/retry`, deliverySchema, { method: 'POST' });
}

export async function deleteWebhook(id: string): Promise<void> {
  deletedWebhooks.add(id);
  try {
    await request(pathOf(id), z.unknown(), { method: 'DELETE' });
  } catch (error) {
    deletedWebhooks.delete(id);
    throw error;
  }
}
