import { describe, expect, it } from 'vitest';
import { PAGE, pageAt, pageCount, readRank, WINDOW, windowsOf } from './rank-windows.ts';

describe('the windows of a result', () => {
  it('are those that hold what is looked at, within the result', () => {
    expect(windowsOf(0, 30, 1_000)).toEqual([0]);
    expect(windowsOf(WINDOW - 1, WINDOW, 1_000)).toEqual([0, WINDOW]);
    expect(windowsOf(-5, 5_000, 450)).toEqual([0, WINDOW, 2 * WINDOW]);
    expect(windowsOf(0, 10, 0)).toEqual([]);
    expect(windowsOf(10, 5, 100)).toEqual([]);
  });
});

describe('the pages of a result', () => {
  it('hold every rank once', () => {
    const count = 2 * PAGE + 5;
    expect(pageCount(count)).toBe(3);
    expect(pageAt(0, count)).toEqual({ page: 0, first: 0, size: PAGE });
    expect(pageAt(PAGE, count)).toEqual({ page: 1, first: PAGE, size: PAGE });
    expect(pageAt(count - 1, count)).toEqual({ page: 2, first: 2 * PAGE, size: 5 });
    expect(pageAt(9 * PAGE, count).page).toBe(2);
  });

  it('are one where there is nothing', () => {
    expect(pageCount(0)).toBe(1);
    expect(pageAt(0, 0)).toEqual({ page: 0, first: 0, size: 0 });
  });
});

describe('a rank as one types it', () => {
  const read = (typed: string) => readRank(typed, 2_000_001);

  it('is a number, with or without what sets thousands apart', () => {
    expect(['1000000', '1,000,000', ' 1 000 000 ', '1e6'].map(read)).toEqual(Array(4).fill(1_000_000));
    expect(read('0')).toBe(0);
    expect(read('2000000')).toBe(2_000_000);
  });

  it('is a place on the way, or a name', () => {
    expect(['50%', 'median', 'first', 'last', '100 %', '0%'].map(read)).toEqual([
      1_000_000, 1_000_000, 0, 2_000_000, 2_000_000, 0,
    ]);
  });

  it('is none beyond the result, or when it is something else', () => {
    expect(['2000001', '-1', '1.5', 'abc', '', '101%', '1e99'].map(read)).toEqual(Array(7).fill(null));
    expect(readRank('0', 0)).toBeNull();
  });
});
