import type { Webhooks } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';

/** The one line that answers whether webhooks are told: `2 webhooks · 1 paused · 3 deliveries waiting`. */
export function webhooksSentence({ items }: Webhooks): string {
  if (items.length === 0) return 'Nobody is told of anything';
  const idle = items.filter(({ state }) => state === 'PAUSED' || state === 'GONE').length;
  const failing = items.filter(({ lastDelivery }) => lastDelivery?.state === 'FAILED').length;
  const waiting = items.reduce((sum, webhook) => sum + webhook.waiting, 0);
  return [
    plural(items.length, 'webhook'),
    ...(idle === 0 ? [] : [`${idle} paused`]),
    ...(failing === 0 ? [] : [`${failing} whose last delivery was given up`]),
    ...(waiting === 0 ? [] : [`${plural(waiting, 'delivery', 'deliveries')} waiting`]),
  ].join(' · ');
}
