import type { SortSummary } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { formatTimes, inputWords, orderWords } from './sort-words.ts';

type Spec = SortSummary['spec'];
const order = {
  type: 'text',
  direction: 'asc',
  stable: false,
  collation: 'bytes',
  keyField: null,
  keyType: 'text',
} satisfies Spec['order'];
const spec = (part: object) => ({ workers: 2, order, ...part }) as Spec;
const ordered = (part: Partial<Spec['order']>) => spec({ order: { ...order, ...part } });

describe('the words of a sort', () => {
  it('say where the elements come from', () => {
    expect(inputWords(spec({ input: { from: 'topic', topic: 'orders' } }))).toBe('topic orders');
    expect(inputWords(spec({ input: { from: 'generated', distribution: 'all-equal', count: 5 } }))).toBe(
      'generated, all equal',
    );
  });

  it('say what comes first', () => {
    expect(orderWords(spec({}))).toBe('text, ascending');
    const byPrice = { type: 'csv', direction: 'desc', stable: true, keyField: 'price', keyType: 'number' } as const;
    expect(orderWords(ordered(byPrice))).toBe('csv by price as numbers, descending, stable');
    expect(orderWords(ordered({ collation: { locale: 'sv-SE' } }))).toBe('text, ascending, in the order of sv-SE');
  });

  it('say how many times as fast with three figures at most', () => {
    expect([1, 1.976, 12.34, 250.4].map(formatTimes)).toEqual(['1.00×', '1.98×', '12.3×', '250×']);
  });
});
