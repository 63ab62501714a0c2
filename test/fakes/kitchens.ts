import type { KitchenView } from '../../kitchens/src/kitchen/kitchen.ts';
import { type Order, receiveOrder } from '../../kitchens/src/order/order.ts';

/** An open kitchen in the middle of the city that cooks two dishes at once and lets two more wait. */
export function kitchen(kitchenId: string, over: Partial<KitchenView> = {}): KitchenView {
  return {
    kitchenId,
    bootId: `${kitchenId}-1`,
    location: { latitude: 60.17, longitude: 24.94 },
    capacity: 2,
    railMax: 2,
    specialties: new Set(),
    open: true,
    held: 0,
    averageCookMs: 0,
    ...over,
  };
}

/** An order of soup from the middle of the city. */
export function order(id: string, over: Partial<Order> = {}): Order {
  const wish = { id, dish: 'soup', place: { latitude: 60.17, longitude: 24.94 }, priority: 0 };
  return { ...receiveOrder(wish), ...over };
}
