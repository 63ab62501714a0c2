import type { Delivery, listDeliveriesQuery } from '@longshore/schemas';
import { z } from 'zod';
import { countedId, decodeCursor, encodeCursor } from '../../http/cursor.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWebhookId } from './find-webhook-id.ts';
import { readDeliveries } from './read-deliveries.ts';

/**
 * Deliveries of a webhook, the newest first.
 *
 * @throws ProblemError 404, 409 when several fit, 422 for a cursor of something else
 */
export async function listDeliveries(
  ctx: ServiceContext,
  given: string,
  query: z.output<typeof listDeliveriesQuery>,
): Promise<{ items: Delivery[]; next: string | null }> {
  requirePermission(ctx, 'webhooks:read');
  const before = decodeCursor(query.cursor, z.tuple([countedId]));
  const webhookId = await findWebhookId(ctx, given);
  const found = await readDeliveries(
    ctx.pool,
    `WHERE d.webhook_id = $1 AND ($2::bigint IS NULL OR d.id < $2) AND ($3::text[] IS NULL OR d.state = ANY($3))
     ORDER BY d.id DESC LIMIT ${query.limit + 1}`,
    [webhookId, before?.[0] ?? null, query.state ?? null],
  );
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > items.length && last !== undefined ? encodeCursor([last.id]) : null };
}
