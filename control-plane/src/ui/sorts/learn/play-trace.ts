import type { TraceStep } from '@longshore/sorting';

/** What a picture of the trace is of. `front`: the pivot goes to the front; `choose`: of three the one in between is looked for. */
export type FrameKind =
  | 'start'
  | 'range'
  | 'choose'
  | 'pivot'
  | 'front'
  | 'compare'
  | 'swap'
  | 'placed'
  | 'other'
  | 'done';

/** While a range is divided: what is less than the pivot, what equals it, what was not looked at yet, what is greater. */
export interface Zones {
  from: number;
  /** Where what equals the pivot begins. */
  less: number;
  /** Where what was not looked at yet begins. */
  at: number;
  /** Where what is greater begins. */
  greater: number;
  to: number;
}

/** One picture: how everything stands after a step. */
export interface Frame {
  kind: FrameKind;
  /** Which number is at each place: its place at the start. */
  order: readonly number[];
  range: { from: number; to: number; how: 'partition' | 'insertion' | 'heap' } | null;
  pivot: number | null;
  zones: Zones | null;
  /** The places that the step is about. */
  places: readonly number[];
  /** Of a comparison: whether the first of the two is less, equal or greater. */
  verdict: -1 | 0 | 1 | null;
  /** Whether what stands at each place is where it belongs. */
  placed: readonly boolean[];
  comparisons: number;
  swaps: number;
  /** Ranges that were divided so far. */
  ranges: number;
}

const fill = (flags: readonly boolean[], from: number, to: number) =>
  flags.map((flag, place) => flag || (place >= from && place < to));

/**
 * Every picture of a trace: the first before anything was done, the last when all is sorted.
 *
 * The trace tells what was compared and swapped. What is known of the range meanwhile follows from it, as the code that
 * wrote the trace divides: each number from the front on is compared with the pivot, then goes before it, to it, or to
 * the end.
 */
export function playTrace(values: readonly number[], steps: readonly TraceStep[]): Frame[] {
  let now: Frame = {
    kind: 'start',
    order: values.map((_, place) => place),
    range: null,
    pivot: null,
    zones: null,
    places: [],
    verdict: null,
    placed: values.map(() => values.length < 2),
    comparisons: 0,
    swaps: 0,
    ranges: 0,
  };
  const frames = [now];
  let coming: Zones | null = null;
  const show = (part: Partial<Frame>) => {
    now = { ...now, places: [], verdict: null, ...part };
    frames.push(now);
  };
  for (const step of steps) {
    const { range, zones } = now;
    switch (step.kind) {
      case 'range': {
        // A range that something else sorted is done when the next one begins.
        const done = range !== null && range.how !== 'partition' ? fill(now.placed, range.from, range.to) : now.placed;
        const { from, to, how } = step;
        show({
          kind: 'range',
          range: { from, to, how },
          zones: null,
          pivot: null,
          placed: done,
          ranges: now.ranges + 1,
        });
        break;
      }
      case 'pivot': {
        if (range === null) break;
        const divided = { from: range.from, less: range.from, at: range.from + 1, greater: range.to, to: range.to };
        coming = divided;
        const inFront = step.index === range.from;
        show({ kind: 'pivot', pivot: step.index, places: [step.index], zones: inFront ? divided : null });
        break;
      }
      case 'compare': {
        const { i, j } = step;
        const verdict = Math.sign(valueAt(values, now, i) - valueAt(values, now, j)) as -1 | 0 | 1;
        const dividing = zones !== null;
        const kind = range?.how !== 'partition' ? 'other' : dividing ? 'compare' : 'choose';
        if (dividing) coming = afterVerdict(zones, verdict);
        show({ kind, places: [i, j], verdict, comparisons: now.comparisons + 1 });
        // Where nothing has to move, nothing else tells that it was found in its place.
        const stays = dividing && coming !== null && (verdict === 0 || (verdict > 0 && coming.greater === zones.at));
        if (stays) now = { ...now, zones: coming };
        break;
      }
      case 'swap': {
        const order = [...now.order];
        const [one, other] = [order[step.i] as number, order[step.j] as number];
        order[step.i] = other;
        order[step.j] = one;
        const kind = range?.how !== 'partition' ? 'other' : zones === null ? 'front' : 'swap';
        const next = kind === 'other' ? null : coming;
        show({
          kind,
          order,
          places: [step.i, step.j],
          zones: next,
          pivot: next === null ? null : next.less,
          swaps: now.swaps + 1,
        });
        break;
      }
      case 'placed': {
        if (range === null) break;
        // A side of one number has nothing left to be sorted.
        let placed = fill(now.placed, step.from, step.to);
        if (step.from - range.from === 1) placed = fill(placed, range.from, step.from);
        if (range.to - step.to === 1) placed = fill(placed, step.to, range.to);
        const places = Array.from({ length: step.to - step.from }, (_, index) => step.from + index);
        const divided = { from: range.from, less: step.from, at: step.to, greater: step.to, to: range.to };
        show({ kind: 'placed', placed, places, zones: divided, pivot: null });
        coming = null;
        break;
      }
    }
  }
  show({ kind: 'done', range: null, zones: null, pivot: null, placed: values.map(() => true) });
  return frames;
}

function valueAt(values: readonly number[], { order }: Frame, place: number): number {
  return values[order[place] ?? 0] ?? 0;
}

function afterVerdict(zones: Zones, verdict: -1 | 0 | 1): Zones {
  if (verdict < 0) return { ...zones, less: zones.less + 1, at: zones.at + 1 };
  if (verdict === 0) return { ...zones, at: zones.at + 1 };
  return { ...zones, greater: zones.greater - 1 };
}
