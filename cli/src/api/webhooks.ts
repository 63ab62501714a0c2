import {
  type Delivery,
  deliverySchema,
  newId,
  pageOf,
  type Webhook,
  type WebhookInput,
  type WebhookPatch,
  type WebhookSecret,
  type Webhooks,
  webhookSchema,
  webhookSecretSchema,
  webhooksSchema,
} from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const deliveryPage = pageOf(deliverySchema);
const pathOf = (webhook: string) => `/webhooks/${encodeURIComponent(webhook)}`;

export function listWebhooks(api: ApiClient): Promise<Webhooks> {
  return api.ask({ path: '/webhooks', answer: webhooksSchema });
}

export function createWebhook(api: ApiClient, webhook: WebhookInput): Promise<WebhookSecret> {
  return api.ask({
    method: 'POST',
    path: '/webhooks',
    body: webhook,
    answer: webhookSecretSchema,
    idempotencyKey: newId(),
  });
}

/** @param webhook - its name, its id or the start of its id, as everywhere below */
export function getWebhook(api: ApiClient, webhook: string): Promise<Webhook> {
  return api.ask({ path: pathOf(webhook), answer: webhookSchema });
}

export function changeWebhook(api: ApiClient, webhook: string, change: WebhookPatch): Promise<Webhook> {
  return api.ask({ method: 'PATCH', path: pathOf(webhook), body: change, answer: webhookSchema });
}

export async function deleteWebhook(api: ApiClient, webhook: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: pathOf(webhook), answer: null });
}

export function rotateWebhookSecret(api: ApiClient, webhook: string): Promise<WebhookSecret> {
  return api.ask({ method: 'POST', path: `${pathOf(webhook)}/secret`, answer: webhookSecretSchema });
}

export function testWebhook(api: ApiClient, webhook: string): Promise<Delivery> {
  return api.ask({ method: 'POST', path: `${pathOf(webhook)}/test`, answer: deliverySchema });
}

export function listDeliveries(
  api: ApiClient,
  webhook: string,
  query: { state?: string | undefined; limit?: number | undefined },
): Promise<Page<Delivery>> {
  return api.ask({ path: `${pathOf(webhook)}/deliveries`, query: { ...query }, answer: deliveryPage });
}

export function retryDelivery(api: ApiClient, webhook: string, delivery: string): Promise<Delivery> {
  const path = `${pathOf(webhook)}/deliveries/${encodeURIComponent(delivery)}/retry`;
  return api.ask({ method: 'POST', path, answer: deliverySchema });
}
