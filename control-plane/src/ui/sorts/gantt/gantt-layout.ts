import type { SortReport, SortTry } from '@longshore/schemas';

/** One try in a lane. */
export interface GanttBar {
  try: SortTry;
  fromMs: number;
  toMs: number;
  /** Whether its sorter has not told when it was over: it is at work, or was lost. */
  guessed: boolean;
  /** Of a lane, for bars that overlap. */
  row: number;
}

export interface GanttLane {
  worker: number;
  /** Where its newest process is; null: none has begun yet. */
  agentId: string | null;
  bars: GanttBar[];
  rows: number;
}

export interface GanttLayout {
  fromMs: number;
  toMs: number;
  lanes: GanttLane[];
}

export interface GanttTimes {
  /** When the sort started. */
  startedAtMs: number;
  /** When it ended; null: it goes on. */
  endedAtMs: number | null;
  nowMs: number;
}

/**
 * A lane for each sorter, a bar for each of its tries. A sorter tells when a try was over; one that was lost with its
 * sorter ends, for all that one knows, where the next of the lane begins. Clocks are those of the hosts: bars may stand
 * a little before the start of the sort.
 */
export function layGantt({ tries, workers }: Pick<SortReport, 'tries' | 'workers'>, times: GanttTimes): GanttLayout {
  const told = tries.flatMap(({ startedAt, endedAt }) => [
    Date.parse(startedAt),
    ...(endedAt === null ? [] : [Date.parse(endedAt)]),
  ]);
  const fromMs = Math.min(times.startedAtMs, ...told);
  const toMs = Math.max(fromMs + 1, times.endedAtMs ?? times.nowMs, ...told);
  const agents = new Map(workers.map(({ worker, agentId }) => [worker, agentId]));
  const known = [...new Set([...agents.keys(), ...tries.map(({ worker }) => worker)])].sort((a, b) => a - b);
  const lanes = known.map((worker): GanttLane => {
    const bars = layLane(
      tries.filter((one) => one.worker === worker),
      toMs,
    );
    return {
      worker,
      agentId: agents.get(worker) ?? null,
      bars,
      rows: bars.reduce((most, { row }) => Math.max(most, row + 1), 1),
    };
  });
  return { fromMs, toMs, lanes };
}

/** @param tries - in the order in which they were handed out */
function layLane(tries: readonly SortTry[], endMs: number): GanttBar[] {
  const starts = tries.map(({ startedAt }) => Date.parse(startedAt));
  const bars = tries.map((one, index): GanttBar => {
    const fromMs = starts[index] ?? endMs;
    const next = one.state === 'open' ? undefined : starts.slice(index + 1).find((start) => start >= fromMs);
    const toMs = one.endedAt === null ? (next ?? endMs) : Date.parse(one.endedAt);
    return { try: one, fromMs, toMs: Math.max(fromMs, toMs), guessed: one.endedAt === null, row: 0 };
  });
  return inRows(bars.sort((a, b) => a.fromMs - b.fromMs));
}

/** Bars that overlap stand under each other. */
function inRows(bars: readonly GanttBar[]): GanttBar[] {
  const ends: number[] = [];
  return bars.map((bar) => {
    const free = ends.findIndex((end) => end <= bar.fromMs);
    const row = free === -1 ? ends.length : free;
    ends[row] = bar.toMs;
    return { ...bar, row };
  });
}

const STEPS = [1, 2, 5];

/** Where the axis has its marks, in milliseconds from its start: round figures, at most `most` of them. */
export function timeMarks(spanMs: number, most: number): number[] {
  if (spanMs <= 0) return [0];
  let unit = 1;
  for (;;) {
    for (const step of STEPS) {
      const every = step * unit;
      if (spanMs / every <= most) return Array.from({ length: Math.floor(spanMs / every) + 1 }, (_, n) => n * every);
    }
    unit *= 10;
  }
}

/** Where an arrow leads from a bar: along its lane, or to the bar nearest in time of another; null: there is none. */
export function barBeside(lanes: readonly GanttLane[], id: string, key: string): GanttBar | null {
  const laneIndex = lanes.findIndex(({ bars }) => bars.some((bar) => bar.try.id === id));
  const lane = lanes[laneIndex];
  const index = lane?.bars.findIndex((bar) => bar.try.id === id) ?? -1;
  const here = lane?.bars[index];
  if (lane === undefined || here === undefined) return null;
  const nearest = (step: number): GanttBar | null => {
    for (let at = laneIndex + step; at >= 0 && at < lanes.length; at += step) {
      const bars = lanes[at]?.bars ?? [];
      const [best] = [...bars].sort((a, b) => Math.abs(a.fromMs - here.fromMs) - Math.abs(b.fromMs - here.fromMs));
      if (best !== undefined) return best;
    }
    return null;
  };
  switch (key) {
    case 'ArrowLeft':
      return lane.bars[index - 1] ?? null;
    case 'ArrowRight':
      return lane.bars[index + 1] ?? null;
    case 'Home':
      return lane.bars[0] ?? null;
    case 'End':
      return lane.bars.at(-1) ?? null;
    case 'ArrowUp':
      return nearest(-1);
    case 'ArrowDown':
      return nearest(1);
    default:
      return null;
  }
}
