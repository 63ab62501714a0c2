import { ORDER_STATES, type OrderState, orderHasEnded } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { conflict } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findOrderId, orderNotFound } from './find-order-id.ts';

const INTEND = `INSERT INTO kitchen_intent (kind, subject) VALUES ('call off', $1)`;

/**
 * Calls an order off. It ends at once where no kitchen has it; one that has not begun is asked back for it, and one that
 * cooks is finished and delivered.
 *
 * @throws ProblemError 404, 409 when it is ready or has ended
 */
export async function callOffOrder(ctx: ServiceContext, given: string): Promise<void> {
  requirePermission(ctx, 'kitchens:write');
  const id = await findOrderId(ctx, given);
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ state: OrderState }>('SELECT state FROM kitchen_order WHERE id = $1', [id]);
    const state = rows[0]?.state;
    if (state === undefined) throw orderNotFound(given);
    if (orderHasEnded(state)) {
      throw conflict(
        `It has ended already: ${ORDER_STATES[state].word.toLowerCase()}.`,
        'There is nothing left to call off.',
        'order_has_ended',
      );
    }
    if (state === 'ready') {
      throw conflict('The dish is ready, and its courier on the way.', 'Take it.', 'order_is_ready');
    }
    await client.query(INTEND, [id]);
    await writeAudit(client, ctx, { action: 'OrderCalledOff', subjectType: 'order', subjectId: id });
    await client.query(notifyStatement(['work', 'kitchens']));
  });
}
