import type { KitchenMeasure } from '@longshore/schemas';

/** A line over time: its values, oldest first; null: nothing was measured then, and the line is broken. */
export interface Series {
  name: string;
  values: readonly (number | null)[];
}

export interface MeasureSeries {
  throughput: Series[];
  response: Series[];
  waiting: Series[];
  load: Series[];
}

/**
 * The lines of the charts. The last piece is not over: what is counted over time is told of the pieces that are.
 *
 * @param pieceMs - how long a piece is
 */
export function seriesOf(pieces: readonly KitchenMeasure[], pieceMs: number): MeasureSeries {
  const perMinute = 60_000 / pieceMs;
  const counted = (of: 'received' | 'ready') =>
    pieces.map((piece, index) => (index === pieces.length - 1 ? null : piece[of] * perMinute));
  const response = (of: 'mean' | 'p95' | 'p99') => pieces.map(({ responseMs }) => responseMs?.[of] ?? null);
  return {
    throughput: [
      { name: 'ready', values: counted('ready') },
      { name: 'received', values: counted('received') },
    ],
    response: [
      { name: 'mean', values: response('mean') },
      { name: 'p95', values: response('p95') },
      { name: 'p99', values: response('p99') },
    ],
    waiting: [{ name: 'waiting', values: pieces.map(({ waiting }) => waiting) }],
    load: [{ name: 'busy', values: pieces.map(({ cooks, busyCooks }) => (cooks === 0 ? null : busyCooks / cooks)) }],
  };
}

const STEPS = [1, 2, 2.5, 5, 10];

/** A round number that nothing of the chart is above, for its axis. */
export function roundTop(most: number): number {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return (STEPS.find((step) => step * power >= most * 0.999_999) ?? 10) * power;
}

/** The largest of all values; 0 where there is none. */
export function mostOf(series: readonly Series[]): number {
  return Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

/**
 * A line in a box whose top is `top`, as the `d` of an SVG path; broken where nothing was measured. A value that stands
 * alone is a short line, or nobody would see it.
 */
export function linePath(values: Series['values'], top: number, width: number, height: number): string {
  const step = values.length <= 1 ? 0 : width / (values.length - 1);
  const at = (value: number) => round(height - Math.min(1, value / top) * height);
  return values
    .map((value, index) => {
      if (value === null) return '';
      const isFirst = index === 0 || values[index - 1] === null;
      const isAlone = isFirst && (values[index + 1] ?? null) === null;
      return `${isFirst ? 'M' : 'L'}${round(index * step)} ${at(value)}${isAlone ? 'h1.5' : ''}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
