import { describe, expect, it } from 'vitest';
import { sortCommand } from './sort-command.ts';

describe('the command for a sort', () => {
  it('says nothing of what is so by default', () => {
    expect(sortCommand({ input: { from: 'upload' } }, 'a b.txt')).toEqual({
      text: "./longshore sort 'a b.txt'",
      without: [],
    });
    expect(sortCommand({ input: { from: 'upload' }, order: { type: 'text' }, workers: 2 }).text).toBe(
      './longshore sort FILE',
    );
  });

  it('has an option for all of the order', () => {
    const order = { type: 'csv', keyField: 'net price', keyType: 'number', direction: 'desc', stable: true } as const;
    expect(sortCommand({ input: { from: 'topic', topic: 'orders' }, order, workers: 8 }).text).toBe(
      "./longshore sort --topic orders --type csv --key 'net price' --key-type number --descending --stable --workers 8",
    );
    expect(
      sortCommand({ input: { from: 'topic', topic: 'names' }, order: { collation: { locale: 'sv-SE' } } }).text,
    ).toBe('./longshore sort --topic names --locale sv-SE');
  });

  it('names the topic that the result goes to', () => {
    const output = { topic: 'orders-sorted' };
    expect(sortCommand({ input: { from: 'topic', topic: 'orders' }, output })).toEqual({
      text: './longshore sort --topic orders --to-topic orders-sorted',
      without: [],
    });
  });

  it('has a few values in itself, and of many the name of a file', () => {
    expect(sortCommand({ input: { from: 'values', values: [3, 'x'] } }).text).toBe(
      "./longshore sort - <<'VALUES'\n3\nx\nVALUES",
    );
    const many = Array.from({ length: 101 }, (_, index) => index);
    expect(sortCommand({ input: { from: 'values', values: many } }).text).toBe('./longshore sort values.txt');
  });

  it('sorts again as it was sorted', () => {
    const order = { type: 'int32' } as const;
    expect(sortCommand({ input: { from: 'sort', sort: '0192' }, order, workers: 4 })).toEqual({
      text: './longshore sort --again 0192 --workers 4',
      without: ['another order than that sort had'],
    });
  });

  it('tells what it has no option for', () => {
    const input = { from: 'generated', distribution: 'zipf', count: 1_000, seed: 7 } as const;
    expect(sortCommand({ input, name: 'x', keepDays: 3 })).toEqual({
      text: './longshore sort --generate zipf:1000',
      without: ['the seed', 'the name', 'how long the result is kept'],
    });
  });
});
