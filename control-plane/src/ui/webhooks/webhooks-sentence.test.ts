import { expect, test } from 'vitest';
import { sampleWebhook } from '../../../../test/fakes/control-plane/fake-webhooks.ts';
import { webhooksSentence } from './webhooks-sentence.ts';

test('the sentence counts webhooks, and what wants a look', () => {
  const failed = { event: 'job.failed', state: 'FAILED', detail: 'answered 500', triedAt: null } as const;
  const items = [
    sampleWebhook({ waiting: 2 }),
    sampleWebhook({ state: 'GONE', lastDelivery: { ...failed, createdAt: '2026-03-01T12:00:00.000Z' } }),
  ];
  expect(webhooksSentence({ items: [], ready: true })).toBe('Nobody is told of anything');
  expect(webhooksSentence({ items: [sampleWebhook()], ready: true })).toBe('1 webhook');
  expect(webhooksSentence({ items, ready: true })).toBe(
    '2 webhooks · 1 paused · 1 whose last delivery was given up · 2 deliveries waiting',
  );
});
