import type { StateView } from '../states.ts';

/** How a run of a scenario stands. */
export const KITCHEN_RUN_STATES = {
  preparing: { word: 'Preparing', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false },
  running: { word: 'Running', tone: 'moving', icon: 'play', glyph: '▶', terminal: false },
  /** No more orders come in; the last are on their way. */
  finishing: { word: 'Finishing', tone: 'moving', icon: 'loader', glyph: '»', terminal: false },
  done: { word: 'Done', tone: 'well', icon: 'check', glyph: '✓', terminal: true },
  stopped: { word: 'Stopped', tone: 'waiting', icon: 'square', glyph: '■', terminal: true },
  failed: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true },
} as const satisfies Record<string, StateView & { terminal: boolean }>;

export type KitchenRunState = keyof typeof KITCHEN_RUN_STATES;

export const KITCHEN_RUN_STATE_NAMES = Object.keys(KITCHEN_RUN_STATES) as [KitchenRunState, ...KitchenRunState[]];
