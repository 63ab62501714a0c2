import {
  type ApiQuery,
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

export function listWebhooks(api: ApiClient): Promise<Webhooks> {
  return api.ask('GET /webhooks', { answer: webhooksSchema });
}

export function createWebhook(api: ApiClient, webhook: WebhookInput): Promise<WebhookSecret> {
  return api.ask('POST /webhooks', {
    body: webhook,
    answer: webhookSecretSchema,
    idempotencyKey: newId(),
  });
}

/** @param webhook - its name, its id or the start of its id, as everywhere below */
export function getWebhook(api: ApiClient, webhook: string): Promise<Webhook> {
  return api.ask('GET /webhooks/{id}', { path: { id: webhook }, answer: webhookSchema });
}

export function changeWebhook(api: ApiClient, webhook: string, change: WebhookPatch): Promise<Webhook> {
  return api.ask('PATCH /webhooks/{id}', { path: { id: webhook }, body: change, answer: webhookSchema });
}

export async function deleteWebhook(api: ApiClient, webhook: string): Promise<void> {
  await api.ask('DELETE /webhooks/{id}', { path: { id: webhook }, answer: null });
}

export function rotateWebhookSecret(api: ApiClient, webhook: string): Promise<WebhookSecret> {
  return api.ask('POST /webhooks/{id}/secret', { path: { id: webhook }, answer: webhookSecretSchema });
}

export function testWebhook(api: ApiClient, webhook: string): Promise<Delivery> {
  return api.ask('POST /webhooks/{id}/test', { path: { id: webhook }, answer: deliverySchema });
}

export function listDeliveries(
  api: ApiClient,
  webhook: string,
  query: ApiQuery<'GET /webhooks/{id}/deliveries'>,
): Promise<Page<Delivery>> {
  return api.ask('GET /webhooks/{id}/deliveries', { path: { id: webhook }, query, answer: deliveryPage });
}

export function retryDelivery(api: ApiClient, webhook: string, delivery: string): Promise<Delivery> {
  const path = { id: webhook, delivery };
  return api.ask('POST /webhooks/{id}/deliveries/{delivery}/retry', { path, answer: deliverySchema });
}
