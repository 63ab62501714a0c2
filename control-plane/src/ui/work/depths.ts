import type { WorkQueue, WorkType } from '@longshore/schemas';

/** How many items waited at a moment. */
export interface DepthSample {
  atMs: number;
  waiting: number;
}

export type Depths = Readonly<Partial<Record<WorkType, readonly DepthSample[]>>>;

/** Further back is forgotten. */
export const DEPTHS_KEPT_MS = 10 * 60_000;

/** Two looks within this time are one: of a queue that is looked at four times a second the peaks are enough. */
const STEP_MS = 2_000;

/** Nothing was heard for longer than this: a gap. */
const GAP_MS = 20_000;

/** The depths with one look more. */
export function addDepths(before: Depths, queues: readonly Pick<WorkQueue, 'type' | 'queued'>[], atMs: number): Depths {
  return Object.fromEntries(queues.map(({ type, queued }) => [type, addOne(before[type] ?? [], queued, atMs)]));
}

function addOne(samples: readonly DepthSample[], waiting: number, atMs: number): DepthSample[] {
  const kept = samples.filter((sample) => sample.atMs > atMs - DEPTHS_KEPT_MS);
  const [before, last] = kept.slice(-2);
  // The last one is always the newest; what it replaces is no longer ago than a step from the one before it.
  if (before !== undefined && last !== undefined && last.atMs - before.atMs < STEP_MS) {
    const peak = { atMs: before.atMs, waiting: Math.max(before.waiting, last.waiting) };
    return [...kept.slice(0, -2), peak, { atMs, waiting }];
  }
  return [...kept, { atMs, waiting }];
}

/**
 * The samples as a line in a box whose top is the most that waited; where nothing was heard the line is broken.
 *
 * @returns the `d` of an SVG path
 */
export function depthPath(samples: readonly DepthSample[], width: number, height: number): string {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.atMs === first.atMs) return '';
  const most = Math.max(1, ...samples.map(({ waiting }) => waiting));
  const span = last.atMs - first.atMs;
  return samples
    .map(({ atMs, waiting }, index) => {
      const gap = index === 0 || atMs - (samples[index - 1]?.atMs ?? atMs) > GAP_MS;
      const x = ((atMs - first.atMs) / span) * width;
      const y = height - (waiting / most) * height;
      return `${gap ? 'M' : 'L'}${round(x)} ${round(y)}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
