import type { StateView } from '../states.ts';

/** How a kitchen stands, as the balancer sees it. */
export const KITCHEN_STATES = {
  opening: { word: 'Opening', tone: 'waiting', icon: 'clock', glyph: '·', takesOrders: false },
  open: { word: 'Open', tone: 'well', icon: 'play', glyph: '▶', takesOrders: true },
  /** Gives back what has not begun, finishes what cooks. */
  closing: { word: 'Closing', tone: 'moving', icon: 'loader', glyph: '»', takesOrders: false },
  /** Silent for too long: its orders were taken. It comes back as a stranger. */
  lost: { word: 'Lost', tone: 'badly', icon: 'cross', glyph: '✗', takesOrders: false },
  closed: { word: 'Closed', tone: 'waiting', icon: 'square', glyph: '■', takesOrders: false },
} as const satisfies Record<string, StateView & { takesOrders: boolean }>;

export type KitchenState = keyof typeof KITCHEN_STATES;

export const KITCHEN_STATE_NAMES = Object.keys(KITCHEN_STATES) as [KitchenState, ...KitchenState[]];

/** What can be done to a kitchen to see what becomes of its orders. */
export const UPSETS = {
  crash: 'Its program ends at once, as by SIGKILL, and the agent starts it anew',
  freeze: 'It stands still for a while and does not know it',
  'cut-off': 'It cooks on for a while, but neither hears nor is heard',
} as const satisfies Record<string, string>;

export type Upset = keyof typeof UPSETS;

export const UPSET_NAMES = Object.keys(UPSETS) as [Upset, ...Upset[]];
