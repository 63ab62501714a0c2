import {
  deliverySchema,
  listDeliveriesQuery,
  pageOf,
  patchWebhookBody,
  webhookInputSchema,
  webhookSchema,
  webhookSecretSchema,
  webhooksSchema,
} from '@longshore/schemas';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

/** Webhooks and what was sent to them. */
export const WEBHOOKS_PATHS: ZodOpenApiPathsObject = {
  '/webhooks': {
    get: operation({
      id: 'listWebhooks',
      permission: 'webhooks:read',
      summary: 'Webhooks by name; secrets are never given out',
      tag: 'webhooks',
      answer: webhooksSchema,
      refusals: [503],
    }),
    post: operation({
      id: 'createWebhook',
      permission: 'webhooks:write',
      summary: 'Make a webhook; the answer has its secret, and no other answer does',
      tag: 'webhooks',
      body: webhookInputSchema,
      example: { name: 'ops', url: 'https://example.org/hooks/longshore', events: ['job.failed', 'agent.lost'] },
      creates: true,
      status: 201,
      answer: webhookSecretSchema,
      refusals: [403, 409, 422, 503],
    }),
  },
  '/webhooks/{id}': {
    get: operation({
      id: 'getWebhook',
      permission: 'webhooks:read',
      summary: 'A webhook; its name, or the start of its id, will do',
      tag: 'webhooks',
      path: ['id'],
      answer: webhookSchema,
      refusals: [404, 409, 503],
    }),
    patch: operation({
      id: 'changeWebhook',
      permission: 'webhooks:write',
      summary: 'Change a webhook, pause it or let it go on',
      tag: 'webhooks',
      path: ['id'],
      body: patchWebhookBody,
      example: { paused: false },
      answer: webhookSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
    delete: operation({
      id: 'deleteWebhook',
      permission: 'webhooks:write',
      summary: 'Delete a webhook with its deliveries',
      tag: 'webhooks',
      path: ['id'],
      status: 204,
      answer: null,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/webhooks/{id}/secret': {
    post: operation({
      id: 'rotateWebhookSecret',
      permission: 'webhooks:write',
      summary: 'Give a webhook another secret; the one before counts for a day more',
      tag: 'webhooks',
      path: ['id'],
      answer: webhookSecretSchema,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/webhooks/{id}/test': {
    post: operation({
      id: 'testWebhook',
      permission: 'webhooks:write',
      summary: 'Send a test, tried once; what came of it is among the deliveries',
      tag: 'webhooks',
      path: ['id'],
      status: 202,
      answer: deliverySchema,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/webhooks/{id}/deliveries': {
    get: operation({
      id: 'listDeliveries',
      permission: 'webhooks:read',
      summary: 'What was sent to a webhook and what is waiting to be, the newest first',
      tag: 'webhooks',
      path: ['id'],
      query: listDeliveriesQuery,
      answer: pageOf(deliverySchema),
      refusals: [404, 409, 422, 503],
    }),
  },
  '/webhooks/{id}/deliveries/{delivery}/retry': {
    post: operation({
      id: 'retryDelivery',
      permission: 'webhooks:write',
      summary: 'Try a delivery again at once, with the same id for its receiver',
      tag: 'webhooks',
      path: ['id', 'delivery'],
      status: 202,
      answer: deliverySchema,
      refusals: [403, 404, 409, 503],
    }),
  },
};
