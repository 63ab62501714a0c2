import { describe, expect, it } from 'vitest';
import { sortInputSchema } from './sort-request.ts';

/** What is said of a request that is refused, by field. */
function refusals(body: unknown): Record<string, string> {
  const { error } = sortInputSchema.safeParse(body);
  return Object.fromEntries(error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);
}

describe('a request for a sort', () => {
  it('takes csv from everywhere but from a topic, whose records have no header', () => {
    const order = { type: 'csv', keyField: 'price' };
    expect(refusals({ order, input: { from: 'topic', topic: 'orders' } })).toEqual({
      'input.from': 'records of a topic have no header to name csv fields by',
    });
    for (const input of [
      { from: 'upload' },
      { from: 'values', values: ['price', '1'] },
      { from: 'generated', count: 5 },
    ]) {
      expect(refusals({ order, input })).toEqual({});
    }
    const json = { type: 'json', keyField: 'price' };
    expect(refusals({ order: json, input: { from: 'topic', topic: 'orders' } })).toEqual({});
  });
});
