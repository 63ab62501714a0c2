import { describe, expect, it } from 'vitest';
import { isLineBlock, type Lines, textBlock } from '../block/block.ts';
import { sortLines } from './sort-lines.ts';

type Before = (a: number, b: number) => boolean;

/** The middle one of three, as `sort-lines.ts` chooses it. */
function medianOf(before: Before, a: number, b: number, c: number): number {
  const [low, high] = before(b, a) ? [b, a] : [a, b];
  if (before(c, low)) return low;
  return before(high, c) ? high : c;
}

/** The pivot of a range, as `sort-lines.ts` chooses it. */
function choosePivot(before: Before, items: readonly number[], from: number, to: number): number {
  const at = (index: number) => items[index] as number;
  const middle = (from + to) >>> 1;
  const last = to - 1;
  if (to - from < 128) return medianOf(before, at(from), at(middle), at(last));
  const step = (to - from) >>> 3;
  const ninth = (a: number, b: number, c: number) => medianOf(before, at(a), at(b), at(c));
  const low = ninth(from, from + step, from + 2 * step);
  const high = ninth(last - 2 * step, last - step, last);
  return medianOf(before, low, ninth(middle - step, middle, middle + step), high);
}

/**
 * Numbers in the order that is worst for the quicksort of `sort-lines.ts`, made by going through its steps and deciding
 * what a number is only when it is looked at: M. D. McIlroy, "A killer adversary for quicksort", Software: Practice and
 * Experience 29(4), 1999.
 */
function killerOf(count: number): number[] {
  const gas = count;
  const values = new Array<number>(count).fill(gas);
  const numberOf = (item: number) => values[item] as number;
  let solid = 0;
  let candidate = 0;
  const before: Before = (a, b) => {
    if (a === b) return false;
    if (numberOf(a) === gas && numberOf(b) === gas) values[a === candidate ? a : b] = solid++;
    if (numberOf(a) === gas) candidate = a;
    else if (numberOf(b) === gas) candidate = b;
    return numberOf(a) < numberOf(b);
  };
  const items = Array.from({ length: count }, (_, index) => index);
  const swap = (i: number, j: number) => {
    [items[i], items[j]] = [items[j] as number, items[i] as number];
  };
  // What comes before the pivot is next to nothing each time: it is left as it is.
  for (let from = 0; count - from > 12; ) {
    const pivot = choosePivot(before, items, from, count);
    let less = from;
    let greater = count;
    for (let at = from; at < greater; ) {
      const item = items[at] as number;
      if (item === pivot) at += 1;
      else if (before(item, pivot)) swap(at++, less++);
      else swap(at, --greater);
    }
    from = greater;
  }
  return values.map((value) => (value === gas ? solid++ : value));
}

/** Texts that differ in six bytes, behind eight that they all have. */
function linesOf(values: readonly number[]): Lines {
  const block = textBlock(values.map((value) => `the same${String(value).padStart(6, '0')}`));
  if (!isLineBlock(block)) throw new TypeError('These are texts');
  return block.lines;
}

/** @returns the order of the texts, how many were looked at to divide ranges, and how many were left to heap sort */
function sortedWith(values: readonly number[]) {
  let divided = 0;
  let heaped = 0;
  const order = sortLines(linesOf(values), false, {
    onRange(from, to, how) {
      if (how === 'heap') heaped += to - from;
      else divided += to - from;
    },
  });
  return { order: Array.from(order, (index) => values[index]), divided, heaped };
}

describe('sorting texts', () => {
  it('takes n log n steps also for the order that an adversary makes up while it sorts', () => {
    const count = 4_000;
    const values = killerOf(count);
    const { order, divided, heaped } = sortedWith(values);
    expect(order).toEqual(values.toSorted((a, b) => a - b));
    // Most of it is left to heap sort after 2·log₂ n levels, and not divided n times, which would be 80 times as much.
    expect(heaped).toBeGreaterThan(0.9 * count);
    expect(divided).toBeLessThanOrEqual(2 * count * Math.log2(count + 1));
  });

  it('takes little more than n log₂ n steps for orders that people have, next to none by heap sort', () => {
    const count = 4_000;
    for (const valueAt of [
      (n: number) => n,
      (n: number) => count - n,
      (n: number) => Math.min(n, count - n),
      (n: number) => (n * 7_919) % count,
    ]) {
      const values = Array.from({ length: count }, (_, n) => valueAt(n));
      const { order, divided, heaped } = sortedWith(values);
      expect(order).toEqual(values.toSorted((a, b) => a - b));
      expect(heaped).toBeLessThan(0.1 * count);
      expect(divided).toBeLessThan(1.6 * count * Math.log2(count));
    }
  });
});
