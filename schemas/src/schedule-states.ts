import type { StateView } from './states.ts';

/** How a schedule stands. */
export const SCHEDULE_STATES = {
  ACTIVE: { word: 'Active', tone: 'well', icon: 'clock', glyph: '✓' },
  PAUSED: { word: 'Paused', tone: 'waiting', icon: 'square', glyph: '■' },
} as const satisfies Record<string, StateView>;
export type ScheduleState = keyof typeof SCHEDULE_STATES;

/** What became of a time. */
export const SCHEDULE_RUN_OUTCOMES = {
  STARTED: { word: 'Started', tone: 'moving', icon: 'play', glyph: '▶' },
  SKIPPED: { word: 'Left out', tone: 'waiting', icon: 'square', glyph: '–' },
  MISSED: { word: 'Missed', tone: 'look', icon: 'question', glyph: '!' },
} as const satisfies Record<string, StateView>;
export type ScheduleRunOutcome = keyof typeof SCHEDULE_RUN_OUTCOMES;
export const SCHEDULE_RUN_OUTCOME_NAMES = Object.keys(SCHEDULE_RUN_OUTCOMES) as [
  ScheduleRunOutcome,
  ...ScheduleRunOutcome[],
];
