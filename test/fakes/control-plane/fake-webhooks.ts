import {
  type Delivery,
  newId,
  patchWebhookBody,
  WEBHOOK_TEST_EVENT,
  type Webhook,
  type Webhooks,
  webhookInputSchema,
} from '@longshore/schemas';

interface Reply {
  status: number;
  body: unknown;
}

const AT = '2026-03-01T12:00:00.000Z';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A webhook as the control plane lists it. */
export function sampleWebhook(over: Partial<Webhook> = {}): Webhook {
  return {
    id: newId(),
    name: 'ops',
    url: 'https://example.org/hook',
    events: ['job.failed', 'agent.lost'],
    state: 'ACTIVE',
    pausedBecause: null,
    waiting: 0,
    lastDelivery: null,
    rotatedAt: null,
    createdAt: AT,
    ...over,
  };
}

/** A delivery that was made. */
export function sampleDelivery(over: Partial<Delivery> = {}): Delivery {
  return {
    id: '7',
    eventId: newId(),
    event: WEBHOOK_TEST_EVENT,
    subjectType: 'webhook',
    subjectId: newId(),
    state: 'DELIVERED',
    tries: 1,
    nextAt: null,
    responseStatus: 204,
    detail: 'answered 204',
    response: null,
    tookMs: 12,
    payload: '{"type":"webhook.test"}',
    triedAt: AT,
    createdAt: AT,
    endedAt: AT,
    ...over,
  };
}

/** What the API answers about webhooks. */
export function replyAboutWebhooks(
  webhooks: Webhooks,
  deliveries: Delivery[],
  asked: { method: string; body: unknown },
  given: string,
  verb: string | undefined,
): Reply {
  const { items } = webhooks;
  if (given === '') {
    if (asked.method === 'GET') return { status: 200, body: webhooks };
    const webhook = sampleWebhook(webhookInputSchema.parse(asked.body));
    items.push(webhook);
    return { status: 201, body: { id: webhook.id, name: webhook.name, secret: SECRET } };
  }
  const index = items.findIndex(({ id, name }) => name === given || id.startsWith(given));
  const webhook = items[index];
  if (webhook === undefined) {
    const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' };
    return { status: 404, body: { ...problem, detail: `There is no webhook ${given}.`, advice: 'List them.' } };
  }
  switch (`${asked.method} ${verb ?? ''}`) {
    case 'GET ':
      return { status: 200, body: webhook };
    case 'PATCH ': {
      const { paused, ...change } = patchWebhookBody.parse(asked.body);
      Object.assign(webhook, change, paused === undefined ? {} : { state: paused ? 'PAUSED' : 'ACTIVE' });
      return { status: 200, body: webhook };
    }
    case 'DELETE ':
      items.splice(index, 1);
      return { status: 204, body: '' };
    case 'POST secret':
      return { status: 200, body: { id: webhook.id, name: webhook.name, secret: SECRET } };
    case 'POST test': {
      const made = deliveries[0] ?? sampleDelivery();
      return { status: 202, body: { ...made, state: 'PENDING', detail: null, responseStatus: null, tookMs: null } };
    }
    case 'GET deliveries':
      return { status: 200, body: { items: deliveries, next: null } };
    case 'POST deliveries':
      return { status: 202, body: { ...(deliveries[0] ?? sampleDelivery()), state: 'PENDING' } };
    default:
      throw new Error(`the fake control plane does not implement ${asked.method} /webhooks/:id/${verb}`);
  }
}
