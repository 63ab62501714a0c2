import { traceQuicksort } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { playTrace } from './play-trace.ts';
import { captionOf, lineOf, QUICKSORT_LINES } from './trace-words.ts';

const values = [5, 3, 8, 1, 9, 2, 5];
const frames = playTrace(values, traceQuicksort(values).steps);
const captions = frames.map((frame) => captionOf(frame, values));

describe('the captions of quicksort', () => {
  it('say what happens in each picture, and why', () => {
    for (const { what, why } of captions) {
      expect(what).toMatch(/^[^\s].*\.$/);
      expect(why).toMatch(/[.]$/);
      expect(`${what} ${why}`).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('tell the story of the first range', () => {
    expect(captions.slice(0, 9).map(({ what }) => what)).toEqual([
      '7 numbers, as they came.',
      'Now places 1 to 7: 7 numbers.',
      'Looking for a pivot: 5 is greater than 1.',
      'Looking for a pivot: 1 is less than 5.',
      'Looking for a pivot: 5 is equal to 5.',
      '5 is the pivot.',
      '3 is less than the pivot 5.',
      '3 changes places with the pivot 5.',
      '8 is greater than the pivot 5.',
    ]);
    expect(captions[9]?.what).toBe('8 goes to the end, and 5 comes from there.');
    expect(captions.map(({ what }) => what)).toContain('All 2 that are 5 are where they belong.');
  });

  it('end with what it took', () => {
    const compares = frames.at(-1)?.comparisons;
    expect(captions.at(-1)?.what).toBe(`Sorted: ${compares} comparisons, ${frames.at(-1)?.swaps} swaps.`);
    expect(captions.at(-1)?.why).toContain('would have taken 21');
  });

  it('tell of heap sort where it takes over', () => {
    const heap = playTrace(
      [2, 1],
      [
        { kind: 'range', from: 0, to: 2, how: 'heap' },
        { kind: 'swap', i: 0, j: 1 },
      ],
    );
    expect(captionOf(heap[1] as never, [2, 1]).what).toBe('Heap sort takes over places 1 to 2.');
    expect(captionOf(heap[2] as never, [2, 1]).what).toBe('1 and 2 change places.');
  });
});

describe('the lines of quicksort', () => {
  it('have a picture each, but for the last, which is the first again', () => {
    const seen = new Set(frames.map(lineOf));
    for (const index of QUICKSORT_LINES.keys()) {
      if (index < QUICKSORT_LINES.length - 1) expect(seen).toContain(index);
    }
  });
});
