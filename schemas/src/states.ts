import type { Observed } from './generated/avro.ts';

/** What a colour means, the same everywhere: waiting is grey, moving blue, well green, badly red, look amber, stale striped. */
export type Tone = 'waiting' | 'moving' | 'well' | 'badly' | 'look' | 'stale';

/** How a state is shown wherever it appears: badge, chart, timeline and terminal. */
export interface StateView {
  /** One word, sentence case. */
  word: string;
  tone: Tone;
  /** Name of the icon; the page maps it to a picture, the terminal to a glyph. */
  icon:
    | 'clock'
    | 'send'
    | 'download'
    | 'loader'
    | 'play'
    | 'check'
    | 'cross'
    | 'square'
    | 'ghost'
    | 'hourglass'
    | 'question';
  /** One character for a terminal. */
  glyph: string;
}

interface StateRow extends StateView {
  terminal: boolean;
}

/** The states of an attempt. `UNKNOWN` exists on the wire only and is never stored. */
export type AttemptState = Exclude<Observed, 'UNKNOWN'>;

interface AttemptRow extends StateRow {
  /** Progress only goes up in rank; all ends share the highest one. */
  rank: number;
}

export const ATTEMPT_STATES = {
  PENDING: { word: 'Pending', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false, rank: 0 },
  DISPATCHED: { word: 'Dispatched', tone: 'moving', icon: 'send', glyph: '›', terminal: false, rank: 1 },
  PULLING: { word: 'Pulling', tone: 'moving', icon: 'download', glyph: '↓', terminal: false, rank: 2 },
  STARTING: { word: 'Starting', tone: 'moving', icon: 'loader', glyph: '»', terminal: false, rank: 3 },
  RUNNING: { word: 'Running', tone: 'moving', icon: 'play', glyph: '▶', terminal: false, rank: 4 },
  SUCCEEDED: { word: 'Succeeded', tone: 'well', icon: 'check', glyph: '✓', terminal: true, rank: 5 },
  FAILED: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true, rank: 5 },
  STOPPED: { word: 'Stopped', tone: 'waiting', icon: 'square', glyph: '■', terminal: true, rank: 5 },
  LOST: { word: 'Lost', tone: 'badly', icon: 'ghost', glyph: '?', terminal: true, rank: 5 },
} as const satisfies Record<AttemptState, AttemptRow>;

export const TASK_STATES = {
  QUEUED: { word: 'Queued', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false },
  ACTIVE: { word: 'Active', tone: 'moving', icon: 'play', glyph: '▶', terminal: false },
  BACKOFF: { word: 'Backing off', tone: 'look', icon: 'hourglass', glyph: '~', terminal: false },
  SUCCEEDED: { word: 'Succeeded', tone: 'well', icon: 'check', glyph: '✓', terminal: true },
  FAILED: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true },
  STOPPED: { word: 'Stopped', tone: 'waiting', icon: 'square', glyph: '■', terminal: true },
} as const satisfies Record<string, StateRow>;
export type TaskState = keyof typeof TASK_STATES;

export const JOB_STATES = {
  QUEUED: { word: 'Queued', tone: 'waiting', icon: 'clock', glyph: '·', terminal: false },
  RUNNING: { word: 'Running', tone: 'moving', icon: 'play', glyph: '▶', terminal: false },
  STOPPING: { word: 'Stopping', tone: 'moving', icon: 'loader', glyph: '»', terminal: false },
  SUCCEEDED: { word: 'Succeeded', tone: 'well', icon: 'check', glyph: '✓', terminal: true },
  FAILED: { word: 'Failed', tone: 'badly', icon: 'cross', glyph: '✗', terminal: true },
  STOPPED: { word: 'Stopped', tone: 'waiting', icon: 'square', glyph: '■', terminal: true },
} as const satisfies Record<string, StateRow>;
export type JobState = keyof typeof JOB_STATES;

/** How an agent is seen by the control plane. `SILENT`: not heard for longer than it should be. */
export const AGENT_STATES = {
  REGISTERING: { word: 'Registering', tone: 'moving', icon: 'loader', glyph: '»' },
  READY: { word: 'Ready', tone: 'well', icon: 'check', glyph: '✓' },
  BLOCKED: { word: 'Engine unreachable', tone: 'badly', icon: 'cross', glyph: '✗' },
  UNHEALTHY: { word: 'Unhealthy', tone: 'look', icon: 'question', glyph: '!' },
  SILENT: { word: 'Silent', tone: 'stale', icon: 'ghost', glyph: '?' },
  REFUSED: { word: 'Refused', tone: 'badly', icon: 'cross', glyph: '✗' },
} as const satisfies Record<string, StateView>;
export type AgentState = keyof typeof AGENT_STATES;

/** How far a drain is. `LEFT`: its deadline passed, and what still runs was left running, as was wanted. */
export const DRAIN_STATES = {
  DRAINING: { word: 'Draining', tone: 'moving', icon: 'loader', glyph: '»' },
  DRAINED: { word: 'Drained', tone: 'well', icon: 'check', glyph: '✓' },
  LEFT: { word: 'Left running', tone: 'look', icon: 'hourglass', glyph: '!' },
} as const satisfies Record<string, StateView>;
export type DrainState = keyof typeof DRAIN_STATES;

/** How the credentials of an image registry stand. `UNREADABLE`: their key is gone, so one has to sign in again. */
export const REGISTRY_STATES = {
  KEPT: { word: 'Kept', tone: 'well', icon: 'check', glyph: '✓' },
  UNREADABLE: { word: 'Unreadable', tone: 'look', icon: 'question', glyph: '!' },
} as const satisfies Record<string, StateView>;
export type RegistryState = keyof typeof REGISTRY_STATES;

/** Whether somebody may sign in. */
export const USER_STATES = {
  ACTIVE: { word: 'Active', tone: 'well', icon: 'check', glyph: '✓' },
  DISABLED: { word: 'Disabled', tone: 'waiting', icon: 'square', glyph: '■' },
} as const satisfies Record<string, StateView>;
export type UserState = keyof typeof USER_STATES;

/** Whether a key of the API still counts, in the words of the API. */
export const API_KEY_STATES = {
  active: { word: 'Active', tone: 'well', icon: 'check', glyph: '✓' },
  expired: { word: 'Expired', tone: 'look', icon: 'hourglass', glyph: '!' },
} as const satisfies Record<string, StateView>;
export type ApiKeyState = keyof typeof API_KEY_STATES;

export const ATTEMPT_STATE_NAMES = Object.keys(ATTEMPT_STATES) as [AttemptState, ...AttemptState[]];
export const TASK_STATE_NAMES = Object.keys(TASK_STATES) as [TaskState, ...TaskState[]];
export const JOB_STATE_NAMES = Object.keys(JOB_STATES) as [JobState, ...JobState[]];
export const AGENT_STATE_NAMES = Object.keys(AGENT_STATES) as [AgentState, ...AgentState[]];
export const DRAIN_STATE_NAMES = Object.keys(DRAIN_STATES) as [DrainState, ...DrainState[]];

/** Whether an attempt in state `from` may be said to be in `to`: forward only, steps may be skipped, an end stays. */
export function attemptMayAdvance(from: AttemptState, to: AttemptState): boolean {
  return ATTEMPT_STATES[to].rank > ATTEMPT_STATES[from].rank;
}

/** Whether the attempt has ended. */
export function attemptHasEnded(state: AttemptState): boolean {
  return ATTEMPT_STATES[state].terminal;
}

/** Whether the task has ended. */
export function taskHasEnded(state: TaskState): boolean {
  return TASK_STATES[state].terminal;
}

/** Whether the job has ended. */
export function jobHasEnded(state: JobState): boolean {
  return JOB_STATES[state].terminal;
}

/**
 * The state of a per-host job from its tasks: it runs until it is stopped, however its tasks come and go with agents.
 *
 * @param tasks - state of each task; empty while no agent matches
 * @param stopWanted - whether the user asked for a stop
 */
export function perHostJobStateOf(tasks: readonly TaskState[], stopWanted: boolean): JobState {
  const open = tasks.filter((task) => !taskHasEnded(task));
  // A task of such a job fails only when the job could run nowhere, such as for want of its topic.
  if (open.length === 0 && tasks.includes('FAILED')) return 'FAILED';
  if (stopWanted) return open.length === 0 ? 'STOPPED' : 'STOPPING';
  return open.some((task) => task !== 'QUEUED') ? 'RUNNING' : 'QUEUED';
}

/**
 * The state of a job from its tasks: it ends when all of them have, and then as the worst of them did, unless a stop
 * was wanted and none failed.
 *
 * @param tasks - state of each task; never empty
 * @param stopWanted - whether the user asked for a stop
 */
export function jobStateOf(tasks: readonly TaskState[], stopWanted: boolean): JobState {
  if (tasks.every(taskHasEnded)) {
    if (tasks.includes('FAILED')) return 'FAILED';
    return tasks.includes('STOPPED') ? 'STOPPED' : 'SUCCEEDED';
  }
  if (stopWanted) return 'STOPPING';
  return tasks.every((task) => task === 'QUEUED') ? 'QUEUED' : 'RUNNING';
}
