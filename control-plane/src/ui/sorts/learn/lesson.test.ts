import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessonOf } from './lesson.ts';

describe('the lesson', () => {
  it('begins with what was given, and ends with all in order and in place', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }), (values) => {
        const lesson = lessonOf(values);
        const shown = (moment: (typeof lesson)[number] | undefined) => moment?.bars.map((bar) => values[bar]);
        expect(shown(lesson[0])).toEqual(values);
        expect(shown(lesson.at(-1))).toEqual(values.toSorted((a, b) => a - b));
        expect(lesson.at(-1)?.placed).toEqual(values.map(() => true));
      }),
    );
  });

  it('says of no value that it is in place before it stands where it stays', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), (values) => {
        const lesson = lessonOf(values);
        const sorted = values.toSorted((a, b) => a - b);
        for (const { bars, placed } of lesson) {
          for (const [position, isPlaced] of placed.entries()) {
            if (isPlaced) expect(values[bars[position] as number]).toBe(sorted[position]);
          }
        }
      }),
    );
  });

  it('has every value in place before it says that all is sorted', () => {
    const lesson = lessonOf([5, 2, 8, 1, 9, 3, 7]);
    expect(lesson.at(-2)?.placed).toEqual(new Array(7).fill(true));
  });

  it('says in words what happens', () => {
    const words = lessonOf([3, 1, 2]).map((moment) => moment.words);
    expect(words[0]).toBe('3 values, as they were given.');
    expect(words[1]).toBe('Positions 1 to 3 are to be sorted. First a pivot is chosen.');
    expect(words).toContain('The pivot is 2, the middle one of the values that were looked at.');
    expect(words).toContain('2 is in place for good: 1 value less in front, 1 greater behind.');
    expect(words.at(-1)).toMatch(/^Sorted, after \d+ comparisons and \d+ swaps?\.$/);
  });
});
