import type { OrderFailure, OrderState } from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';

/** One run of a kitchen's program. The same kitchen after a restart is another boot, and a stranger to its orders. */
export interface KitchenBoot {
  kitchenId: string;
  bootId: string;
}

/** What a customer asked for. It never changes. */
export interface OrderWish {
  id: string;
  dish: string;
  /** Where the customer is. */
  place: Location;
  /** Higher goes first. */
  priority: number;
}

/** An order as the balancer has it. Never changed in place: each step makes a new one. */
export interface Order extends OrderWish {
  state: OrderState;
  /** How often the owner has changed. What was said in an older epoch changes nothing. */
  epoch: number;
  /** The one kitchen that may cook it; null: it is the balancer's. */
  owner: KitchenBoot | null;
  /** Whether the owner was asked to give it back. It stays the owner until it says that it has. */
  askedBack: boolean;
  /** Kitchens that would not have it, in the order of their refusal. */
  refusedBy: readonly string[];
  /** How many kitchens were lost with it. */
  losses: number;
  failure: OrderFailure | null;
}

/** An order as it comes in. */
export function receiveOrder({ id, dish, place, priority }: OrderWish): Order {
  return {
    id,
    dish,
    place,
    priority,
    state: 'received',
    epoch: 0,
    owner: null,
    askedBack: false,
    refusedBy: [],
    losses: 0,
    failure: null,
  };
}

/** Whether this very run of this kitchen owns the order. */
export function isOwnedBy({ owner }: Order, { kitchenId, bootId }: KitchenBoot): boolean {
  return owner !== null && owner.kitchenId === kitchenId && owner.bootId === bootId;
}
