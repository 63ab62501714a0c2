import { SORT_DISTRIBUTIONS } from '@longshore/schemas';
import { traceQuicksort } from '@longshore/sorting';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleValues } from './example-values.ts';
import { type Frame, playTrace } from './play-trace.ts';

const play = (values: readonly number[]) => playTrace(values, traceQuicksort(values).steps);
const shown = (values: readonly number[], { order }: Frame) => order.map((place) => values[place]);

describe('the pictures of a trace', () => {
  it('begin with the numbers as they came, and end with them in order, each where it belongs', () => {
    const values = [5, 3, 8, 1, 9, 2, 5];
    const frames = play(values);
    expect(frames[0]).toMatchObject({ kind: 'start', comparisons: 0, swaps: 0 });
    const last = frames.at(-1) as Frame;
    expect(shown(values, last)).toEqual([1, 2, 3, 5, 5, 8, 9]);
    expect(last).toMatchObject({ kind: 'done', placed: values.map(() => true) });
  });

  it('tell nothing but the truth of what is less, equal and greater, whatever the numbers', () => {
    const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(numbers, (values) => {
        const frames = play(values);
        const sorted = values.toSorted((a, b) => a - b);
        for (const frame of frames) {
          const at = shown(values, frame) as number[];
          frame.placed.forEach((isPlaced, place) => {
            if (isPlaced) expect(at[place]).toBe(sorted[place]);
          });
          const { zones, kind } = frame;
          if (zones === null || kind === 'placed') continue;
          const pivot = at[zones.less] as number;
          expect(zones.less).toBeLessThan(zones.at);
          expect(zones.at).toBeLessThanOrEqual(zones.greater);
          expect(at.slice(zones.from, zones.less).every((value) => value < pivot)).toBe(true);
          expect(at.slice(zones.less, zones.at).every((value) => value === pivot)).toBe(true);
          expect(at.slice(zones.greater, zones.to).every((value) => value > pivot)).toBe(true);
        }
        expect(frames.at(-1)?.placed.every(Boolean)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each(SORT_DISTRIBUTIONS)('count what the code that sorts did: %s', (distribution) => {
    const values = exampleValues(distribution, 40, 3);
    const { steps } = traceQuicksort(values);
    const last = play(values).at(-1) as Frame;
    expect(last.comparisons).toBe(steps.filter(({ kind }) => kind === 'compare').length);
    expect(last.swaps).toBe(steps.filter(({ kind }) => kind === 'swap').length);
    expect(play(values)).toHaveLength(steps.length + 2);
  });

  it('mark a range that heap sort took over as done when it is over', () => {
    const steps = [
      { kind: 'range', from: 0, to: 2, how: 'heap' },
      { kind: 'compare', i: 0, j: 1 },
      { kind: 'swap', i: 0, j: 1 },
      { kind: 'range', from: 2, to: 4, how: 'partition' },
    ] as const;
    const frames = playTrace([2, 1, 4, 3], steps);
    expect(frames[2]?.kind).toBe('other');
    expect(frames[4]?.placed).toEqual([true, true, false, false]);
  });

  it('are two where there is nothing to do', () => {
    expect(play([]).map(({ kind }) => kind)).toEqual(['start', 'done']);
    expect(play([7]).map(({ placed }) => placed)).toEqual([[true], [true]]);
  });
});
