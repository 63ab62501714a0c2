import { describe, expect, it } from 'vitest';
import { joinPages, type ReadPage, readPages } from './read-pages.ts';

/** A list of so many numbers, ten on a page. */
function listOf(count: number) {
  const asked: (string | null)[] = [];
  const list = {
    count,
    asked,
    ask: async (cursor: string | null): Promise<ReadPage<number>> => {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      const to = Math.min(from + 10, list.count);
      return {
        items: Array.from({ length: to - from }, (_, index) => from + index),
        next: to < list.count ? `${to}` : null,
      };
    },
  };
  return list;
}

describe('a list that is longer than one answer', () => {
  it('is read to its end', async () => {
    const { items, next } = joinPages(await readPages(listOf(34).ask, 5));
    expect(items).toHaveLength(34);
    expect(items.at(-1)).toBe(33);
    expect(next).toBeNull();
  });

  it('is asked for once where one answer has it all', async () => {
    const list = listOf(0);
    expect(joinPages(await readPages(list.ask, 5))).toEqual({ items: [], next: null });
    expect(list.asked).toEqual([null]);
  });

  it('says that there is more where it was not read to its end', async () => {
    const { items, next } = joinPages(await readPages(listOf(51).ask, 5));
    expect(items).toHaveLength(50);
    expect(next).not.toBeNull();
  });

  it('is read on from where it was read before, its last two pages once more', async () => {
    const list = listOf(34);
    const before = await readPages(list.ask, 5);
    list.asked.length = 0;
    list.count = 41;
    const { items } = joinPages(await readPages(list.ask, 5, before));
    expect(items).toEqual(Array.from({ length: 41 }, (_, index) => index));
    expect(list.asked).toEqual(['20', '30', '40']);
  });
});
