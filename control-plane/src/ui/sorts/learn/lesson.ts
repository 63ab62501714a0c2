import { type TraceStep, traceQuicksort } from '@longshore/sorting';

/** What is shown at one moment. Bars are called by where they stood at first. */
export interface Moment {
  /** Which bar stands at each position. */
  readonly bars: readonly number[];
  /** Positions `from` to before `to` are looked at; null: all of them, before the first range and after the last. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** The bar by which the range is divided. */
  readonly pivot: number | null;
  /** Positions that are compared or swapped just now. */
  readonly active: readonly number[];
  readonly act: 'compare' | 'swap' | null;
  /** By position: whether the bar there is where it belongs. */
  readonly placed: readonly boolean[];
  readonly comparisons: number;
  readonly swaps: number;
  readonly words: string;
}

/** All moments from values as they were given until they are sorted: what the real code does, step by step. */
export function lessonOf(values: readonly number[]): readonly Moment[] {
  const { steps } = traceQuicksort(values);
  const moments: Moment[] = [firstMoment(values)];
  for (const step of steps) moments.push(after(moments.at(-1) as Moment, step, values));
  const last = moments.at(-1) as Moment;
  moments.push({
    ...last,
    ...AT_REST,
    range: null,
    pivot: null,
    placed: values.map(() => true),
    words: `Sorted, after ${counted(last.comparisons, 'comparison')} and ${counted(last.swaps, 'swap')}.`,
  });
  return moments;
}

const AT_REST = { active: [], act: null } as const;

function firstMoment(values: readonly number[]): Moment {
  return {
    bars: values.map((_, index) => index),
    range: null,
    pivot: null,
    ...AT_REST,
    placed: values.map(() => false),
    comparisons: 0,
    swaps: 0,
    words: `${counted(values.length, 'value')}, as they were given.`,
  };
}

function after(before: Moment, step: TraceStep, values: readonly number[]): Moment {
  const valueAt = (position: number): number => values[before.bars[position] as number] as number;
  switch (step.kind) {
    case 'range':
      return {
        ...before,
        ...AT_REST,
        range: { from: step.from, to: step.to },
        pivot: null,
        words: rangeWords(step),
      };
    case 'pivot':
      return {
        ...before,
        ...AT_REST,
        pivot: before.bars[step.index] as number,
        words: `The pivot is ${valueAt(step.index)}, the middle one of the values that were looked at.`,
      };
    case 'compare':
      return {
        ...before,
        active: [step.i, step.j],
        act: 'compare',
        comparisons: before.comparisons + 1,
        words: compareWords(valueAt(step.i), valueAt(step.j)),
      };
    case 'swap':
      return {
        ...before,
        bars: swapped(before.bars, step.i, step.j),
        active: [step.i, step.j],
        act: 'swap',
        swaps: before.swaps + 1,
        words: `${valueAt(step.i)} and ${valueAt(step.j)} change places.`,
      };
    case 'placed':
      return { ...before, ...AT_REST, placed: placedAfter(before, step), words: placedWords(before, step, valueAt) };
  }
}

function rangeWords({ from, to, how }: Extract<TraceStep, { kind: 'range' }>): string {
  const where = `Positions ${from + 1} to ${to}`;
  if (how === 'insertion') return `${where} are few: each value is put in its place among those before it.`;
  if (how === 'heap')
    return `${where} were divided badly too often: heap sort takes over, so that it cannot take for ever.`;
  return `${where} are to be sorted. First a pivot is chosen.`;
}

function compareWords(one: number, other: number): string {
  if (one === other) return `${one} equals ${other}.`;
  return `${one} is ${one < other ? 'less' : 'greater'} than ${other}.`;
}

type Placed = Extract<TraceStep, { kind: 'placed' }>;

function placedWords({ range }: Moment, { from, to }: Placed, valueAt: (position: number) => number): string {
  const less = from - (range?.from ?? 0);
  const greater = (range?.to ?? to) - to;
  const who = to - from === 1 ? `${valueAt(from)} is` : `${to - from} times ${valueAt(from)} are`;
  return `${who} in place for good: ${counted(less, 'value')} less in front, ${greater} greater behind.`;
}

/** What equals the pivot is placed, and so is a single value that is left over beside it. */
function placedAfter({ placed, range }: Moment, { from, to }: Placed): boolean[] {
  const isLeftAlone = (position: number): boolean =>
    range !== null &&
    ((position === range.from && from - range.from === 1) || (position === to && range.to - to === 1));
  return placed.map((was, position) => was || (position >= from && position < to) || isLeftAlone(position));
}

function swapped(bars: readonly number[], i: number, j: number): readonly number[] {
  return bars.with(i, bars[j] as number).with(j, bars[i] as number);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
