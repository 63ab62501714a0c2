import type { StateView } from './states.ts';

/** How a sort stands. */
export const SORT_STATES = {
  AWAITING_INPUT: { word: 'Awaits its input', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false },
  QUEUED: { word: 'Queued', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false },
  RUNNING: { word: 'Running', tone: 'moving', icon: 'play', glyph: '▶', terminal: false },
  SUCCEEDED: { word: 'Succeeded', tone: 'well', icon: 'check', glyph: '✓', terminal: true },
  FAILED: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true },
  STOPPED: { word: 'Stopped', tone: 'waiting', icon: 'square', glyph: '■', terminal: true },
} as const satisfies Record<string, StateView & { terminal: boolean }>;
export type SortStateName = keyof typeof SORT_STATES;
export const SORT_STATE_NAMES = Object.keys(SORT_STATES) as [SortStateName, ...SortStateName[]];

/** Whether nothing more becomes of it. */
export function sortHasEnded(state: SortStateName): boolean {
  return SORT_STATES[state].terminal;
}

/** How far a range of the order is. */
export const SORT_PART_STATES = {
  waiting: { word: 'Waiting', tone: 'waiting', icon: 'clock', glyph: '·' },
  sampling: { word: 'Being sampled', tone: 'moving', icon: 'loader', glyph: '▶' },
  parting: { word: 'Being parted', tone: 'moving', icon: 'send', glyph: '▶' },
  parted: { word: 'Parted', tone: 'well', icon: 'check', glyph: '✓' },
  sorting: { word: 'Being sorted', tone: 'moving', icon: 'play', glyph: '▶' },
  sorted: { word: 'Sorted', tone: 'well', icon: 'check', glyph: '✓' },
} as const satisfies Record<string, StateView>;
export type SortPartState = keyof typeof SORT_PART_STATES;

/** What became of a sorter’s attempt at a piece of work. `late`: another had done it before; `abandoned`: its sorter was replaced. */
export const SORT_TRY_STATES = {
  open: { word: 'At work', tone: 'moving', icon: 'play', glyph: '▶' },
  accepted: { word: 'Counts', tone: 'well', icon: 'check', glyph: '✓' },
  late: { word: 'Came late', tone: 'look', icon: 'hourglass', glyph: '~' },
  failed: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗' },
  abandoned: { word: 'Lost', tone: 'badly', icon: 'ghost', glyph: '?' },
} as const satisfies Record<string, StateView>;
export type SortTryState = keyof typeof SORT_TRY_STATES;
