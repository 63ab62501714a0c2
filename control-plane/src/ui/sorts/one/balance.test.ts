import type { SortPart } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { balanceBars } from './balance.ts';

const leaf = (id: string, count: number | null, state: SortPart['state'] = 'waiting') =>
  ({ id, parent: 'r', depth: 1, role: 'leaf', count, bytes: null, state, shares: 1, children: [] }) as SortPart;
const root = (children: string[]) => ({ ...leaf('r', 10), parent: null, role: 'split', children }) as SortPart;

describe('the bars of balance', () => {
  it('are the parts that are sorted as they are, in the order of the result', () => {
    const nested = { ...leaf('r.0', 6), role: 'split' as const, children: ['r.0.0', 'r.0.1'] };
    const parts = [root(['r.0', 'r.1']), leaf('r.1', 4, 'sorted'), nested, leaf('r.0.1', 5), leaf('r.0.0', 1)];
    expect(balanceBars({ parts }, 10)).toEqual([
      { id: 'r.0.0', count: 1, sorted: false },
      { id: 'r.0.1', count: 5, sorted: false },
      { id: 'r.1', count: 4, sorted: true },
    ]);
  });

  it('are none before anything was parted', () => {
    expect(balanceBars({ parts: [] }, 10)).toEqual([]);
    expect(balanceBars({ parts: [root(['r.0']), leaf('r.0', null)] }, 10)).toEqual([]);
  });

  it('stand for the largest of neighbours where there are more than can be seen', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `r.${index}`);
    const parts = [root(ids), ...ids.map((id, index) => leaf(id, index, index < 4 ? 'sorted' : 'waiting'))];
    expect(balanceBars({ parts }, 3)).toEqual([
      { id: 'r.2', count: 2, sorted: true },
      { id: 'r.5', count: 5, sorted: false },
      { id: 'r.8', count: 8, sorted: false },
    ]);
  });
});
