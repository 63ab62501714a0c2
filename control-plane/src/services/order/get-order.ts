import { KITCHEN_LIMITS, type OrderMoment, type OrderReceiptView, type OrderView } from '@longshore/schemas';
import { RECEIPTS_PER_SECOND } from '../../kitchens/receipts-per-second.ts';
import type { LifeEntry } from '../../kitchens/turn.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findOrderId, orderNotFound } from './find-order-id.ts';
import { ORDER_COLUMNS, type OrderRow, orderSummary } from './read-orders.ts';

// Named, so that each connection plans them once: somebody who waits for an order asks for it again and again.
const READ = {
  name: 'read-order',
  text: `
SELECT ${ORDER_COLUMNS}, o.refused_by AS "refusedBy", o.losses, o.life FROM kitchen_order o WHERE o.id = $1`,
};

const RECEIPTS = {
  name: 'read-receipts',
  text: `
SELECT at, receipt FROM kitchen_receipt WHERE order_id = $1 ORDER BY epoch DESC LIMIT ${KITCHEN_LIMITS.receiptsMax}`,
};

interface Row extends OrderRow {
  refusedBy: string[];
  losses: number;
  life: LifeEntry[];
}

/** A receipt as it is kept, without when. */
export type KeptReceipt = Omit<OrderReceiptView, 'at'>;

function withoutReceipt(receipts: readonly unknown[], { assignedAt }: OrderRow): string {
  if (receipts.length > 0) return '';
  if (assignedAt === null) return 'It was given to no kitchen yet';
  return `More than ${RECEIPTS_PER_SECOND} orders were given away in its second: receipts are written for a sample of so many`;
}

/**
 * An order with its life, and why it went where it went.
 *
 * @param given - its id, or the start of it
 * @throws ProblemError 404, or 409 when several fit
 */
export async function getOrder(ctx: ServiceContext, given: string): Promise<OrderView> {
  requirePermission(ctx, 'kitchens:read');
  const id = await findOrderId(ctx, given);
  const [row] = (await ctx.pool.query<Row>({ ...READ, values: [id] })).rows;
  if (row === undefined) throw orderNotFound(given);
  const { rows: kept } = await ctx.pool.query<{ at: Date; receipt: KeptReceipt }>({
    ...RECEIPTS,
    values: [id],
  });
  const receipts = kept.map(({ at, receipt }) => ({ ...receipt, at: at.toISOString() }));
  const received: OrderMoment = { at: row.receivedAt.toISOString(), what: 'received', epoch: 0, kitchen: null };
  return {
    ...orderSummary(row),
    refusedBy: row.refusedBy,
    losses: row.losses,
    life: [
      received,
      ...row.life.map(([atMs, what, epoch, kitchen]) => ({ at: new Date(atMs).toISOString(), what, epoch, kitchen })),
    ],
    receipts,
    withoutReceipt: withoutReceipt(receipts, row),
  };
}
