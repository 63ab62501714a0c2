import { dataPayload } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { workContext } from '../../../../test/fakes/work/work-context.ts';
import { data } from './data.ts';
import { WorkError } from './handler.ts';

const run = (payload: unknown) => data(dataPayload.parse(payload), workContext());
const csv = 'city,amount,note\nBerlin,2,"a, b"\nParis,3,\nBerlin,5,x\n';
const rows = [
  { city: 'Berlin', amount: 2, paid: true },
  { city: 'Paris', amount: 3, paid: false },
  { city: 'Berlin', amount: 5 },
];

describe('data', () => {
  it('reads CSV with quotes, numbers as numbers and empty fields as nothing', async () => {
    expect(await run({ csv })).toEqual({
      rowsIn: 3,
      rowsMatched: 3,
      columns: ['city', 'amount', 'note'],
      rows: [
        ['Berlin', 2, 'a, b'],
        ['Paris', 3, null],
        ['Berlin', 5, 'x'],
      ],
    });
    // What only looks like a number stays what it is.
    expect((await run({ csv: 'zip,n\n01234,1e3\n' })).rows).toEqual([['01234', 1_000]]);
  });

  it.each([
    [{ field: 'amount', is: '>', value: 2 }, 2],
    [{ field: 'amount', is: '>=', value: 2 }, 3],
    [{ field: 'amount', is: '<', value: '3' }, 0],
    [{ field: 'city', is: '=', value: 'Berlin' }, 2],
    [{ field: 'city', is: '!=', value: 'Berlin' }, 1],
    [{ field: 'city', is: 'contains', value: 'ari' }, 1],
    [{ field: 'amount', is: 'in', value: [3, 5] }, 2],
    [{ field: 'paid', is: '=', value: null }, 1],
  ])('filters by %j', async (condition, matched) => {
    expect(await run({ rows, filter: [condition] })).toMatchObject({ rowsIn: 3, rowsMatched: matched });
  });

  it('groups in the order of first sight, and aggregates each group', async () => {
    const aggregates = [
      { as: 'n', function: 'count' },
      { as: 'known', function: 'count', field: 'paid' },
      { as: 'sum', function: 'sum', field: 'amount' },
      { as: 'mean', function: 'mean', field: 'amount' },
      { as: 'most', function: 'max', field: 'amount' },
    ];
    expect(await run({ rows, groupBy: ['city'], aggregates })).toMatchObject({
      columns: ['city', 'n', 'known', 'sum', 'mean', 'most'],
      rows: [
        ['Berlin', 2, 1, 7, 3.5, 5],
        ['Paris', 1, 1, 3, 3, 3],
      ],
    });
    // Of nothing there is a count and a sum, and no mean.
    const none = await run({ rows: [], aggregates: aggregates.filter(({ as }) => as !== 'known') });
    expect(none.rows).toEqual([[0, 0, null, null]]);
  });

  it('keeps only the columns that are asked for, in their order', async () => {
    expect(await run({ rows, project: ['amount', 'city'] })).toMatchObject({
      columns: ['amount', 'city'],
      rows: [
        [2, 'Berlin'],
        [3, 'Paris'],
        [5, 'Berlin'],
      ],
    });
  });

  it('adds up the same in any order', async () => {
    const amounts = [1e16, 1, -1e16, 1];
    const sum = async (list: number[]) =>
      (await run({ rows: list.map((n) => ({ n })), aggregates: [{ as: 's', function: 'sum', field: 'n' }] })).rows[0];
    expect(await sum(amounts)).toEqual([2]);
    expect(await sum(amounts.toReversed())).toEqual([2]);
  });

  it.each([
    ['a column that there is not', { rows, project: ['cty'] }, 'there is no column cty'],
    ['CSV that is torn', { csv: 'a,b\n1\n' }, 'the CSV cannot be read'],
    ['a sum of words', { rows, aggregates: [{ as: 's', function: 'sum', field: 'city' }] }, 'is no number'],
  ])('refuses %s in words', (_, payload, words) => {
    expect(() => run(payload)).toThrow(WorkError);
    expect(() => run(payload)).toThrow(words);
  });
});
