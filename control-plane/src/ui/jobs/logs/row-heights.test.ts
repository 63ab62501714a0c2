import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logList } from './log-list.ts';
import type { LogRow } from './log-row.ts';
import { emptyWindow } from './log-window.ts';
import { evenHeights, LINE_PX, type RowHeights, wrappedHeights } from './row-heights.ts';

const row = (length: number): LogRow => ({
  task: 0,
  attempt: 1,
  sequence: 1,
  stream: 'STDOUT',
  at: 0,
  text: '',
  readable: 'x'.repeat(length),
  cut: 0,
  lost: 0,
});
const listOf = (first: number, lengths: number[]) => logList({ ...emptyWindow, first, rows: lengths.map(row) }, null);

/** Rows follow each other without a gap, and what stands at a place is the row that begins there or above. */
function expectConsistent(heights: RowHeights, count: number): void {
  expect(heights.topOf(0)).toBe(0);
  expect(heights.topOf(count)).toBe(heights.total);
  for (let index = 0; index < count; index += 1) {
    const [top, end] = [heights.topOf(index), heights.topOf(index + 1)];
    expect(end).toBeGreaterThanOrEqual(top + LINE_PX);
    expect([top, end - 1].map(heights.indexAt)).toEqual([index, index]);
  }
  if (count > 0) expect([-50, heights.total + 50].map(heights.indexAt)).toEqual([0, count - 1]);
}

it('lines of one height stand below each other', () => {
  fc.assert(fc.property(fc.nat(200), (count) => expectConsistent(evenHeights(count), count)));
});

it('wrapped lines stand below each other, those that were measured as high as they are', () => {
  const measures = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 })));
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 40 }), measures, (lengths, measured) => {
      const map = new Map(measured.map(([index, lines]) => [index - 7, lines * LINE_PX]));
      const heights = wrappedHeights(listOf(-7, lengths), map, 80);
      expectConsistent(heights, lengths.length);
      lengths.forEach((length, index) => {
        const likely = Math.max(1, Math.ceil(length / 80)) * LINE_PX;
        expect(heights.topOf(index + 1) - heights.topOf(index)).toBe(map.get(index - 7) ?? likely);
      });
    }),
  );
});
