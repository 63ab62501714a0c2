import type { KitchenState, OrderState } from '@longshore/schemas';

const STATES: readonly string[] = ['received', 'assigned', 'cooking', 'ready', 'delivered', 'failed'];
/** What an order is when something else than a state is told of it. */
const AS_STATE: Readonly<Record<string, OrderState>> = {
  'asked back': 'assigned',
  released: 'received',
  refused: 'received',
  'taken back': 'received',
};
/** What a kitchen is after what befell it. */
const KITCHEN_AFTER: Readonly<Record<string, KitchenState>> = {
  opens: 'open',
  open: 'open',
  opening: 'opening',
  registered: 'open',
  returns: 'open',
  'is reached again': 'open',
  thaws: 'open',
  closes: 'closing',
  closing: 'closing',
  closed: 'closed',
  dies: 'lost',
  crash: 'lost',
  lost: 'lost',
};

/** What befell a kitchen, as a state of it; null: it changes none that is shown, as a freeze that nobody knows of yet. */
export function kitchenAfter(what: string): KitchenState | null {
  return KITCHEN_AFTER[what] ?? null;
}

/** The state of an order after an event of it; null: the event tells of something else. */
export function orderAfter(what: string): OrderState | null {
  return STATES.includes(what) ? (what as OrderState) : (AS_STATE[what] ?? null);
}
