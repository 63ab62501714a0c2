import { plural } from '@longshore/schemas/words';
import { type KitchenView, roomOf } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';

/** Why a kitchen cannot take an order. */
export type KitchenFilter = 'closed' | 'full' | 'refused';

export interface KitchenExclusion {
  filter: KitchenFilter;
  required: string;
  available: string;
}

/** What stands against giving the order to that kitchen; null: nothing. */
export function hardFilter(order: Pick<Order, 'refusedBy'>, kitchen: KitchenView): KitchenFilter | null {
  if (!kitchen.open) return 'closed';
  if (order.refusedBy.length > 0 && order.refusedBy.includes(kitchen.kitchenId)) return 'refused';
  return kitchen.held >= roomOf(kitchen) ? 'full' : null;
}

/** An exclusion in words: what was required against what there was. */
export function explainExclusion(filter: KitchenFilter, kitchen: KitchenView): KitchenExclusion {
  switch (filter) {
    case 'closed':
      return { filter, required: 'an open kitchen', available: 'closed, or not heard of' };
    case 'refused':
      return { filter, required: 'a kitchen that takes it', available: 'refused it before' };
    case 'full':
      return {
        filter,
        required: 'room for 1 order',
        available: `holds ${kitchen.held} of ${plural(roomOf(kitchen), 'order')}`,
      };
  }
}
