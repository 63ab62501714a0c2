import type { StateView } from '../states.ts';

interface OrderRow extends StateView {
  terminal: boolean;
  /** Within one epoch an order only goes up in rank; both ends share the highest one. */
  rank: number;
  /** Whether a kitchen owns it then. Otherwise it is the balancer's, which exists once. */
  inKitchen: boolean;
}

/**
 * The states of an order.
 *
 * `received` is also where an order is that a kitchen gave back, or that was taken from a lost one: in a higher epoch.
 * A `ready` order is the kitchen's no longer: what happens to a kitchen does nothing to it.
 */
export const ORDER_STATES = {
  received: {
    word: 'Received',
    tone: 'waiting',
    icon: 'clock',
    glyph: '·',
    terminal: false,
    rank: 0,
    inKitchen: false,
  },
  assigned: { word: 'Assigned', tone: 'moving', icon: 'send', glyph: '›', terminal: false, rank: 1, inKitchen: true },
  cooking: { word: 'Cooking', tone: 'moving', icon: 'loader', glyph: '»', terminal: false, rank: 2, inKitchen: true },
  ready: { word: 'Ready', tone: 'well', icon: 'play', glyph: '▶', terminal: false, rank: 3, inKitchen: false },
  delivered: { word: 'Delivered', tone: 'well', icon: 'check', glyph: '✓', terminal: true, rank: 4, inKitchen: false },
  failed: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true, rank: 4, inKitchen: false },
} as const satisfies Record<string, OrderRow>;

export type OrderState = keyof typeof ORDER_STATES;

export const ORDER_STATE_NAMES = Object.keys(ORDER_STATES) as [OrderState, ...OrderState[]];

/** Why an order failed, and what to do. */
export const ORDER_FAILURES = {
  'called-off': { words: 'It was called off', advice: 'Order again if it is wanted after all.' },
  'lost-too-often': {
    words: 'Kitchen after kitchen was lost with it',
    advice: 'Look at why those kitchens ended: the order may be what ends them.',
  },
  'refused-too-often': {
    words: 'Kitchen after kitchen refused it',
    advice: 'Open a kitchen that cooks the dish, or order another one.',
  },
} as const satisfies Record<string, { words: string; advice: string }>;

export type OrderFailure = keyof typeof ORDER_FAILURES;

/** Whether the order has ended. */
export function orderHasEnded(state: OrderState): boolean {
  return ORDER_STATES[state].terminal;
}
