import { describe, expect, it } from 'vitest';
import { readOffer } from './read-offer.ts';

const itemId = '01999999-9999-7999-8999-999999999999';
const read = (value: unknown) =>
  readOffer(
    { value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) },
    'compute',
  );

describe('a record on the topic of a queue', () => {
  it('offers an item, whatever else it says', () => {
    expect(read({ itemId, type: 'compute', tries: 3, more: true })).toEqual({ itemId });
  });

  it.each([
    [null, 'no value'],
    ['', 'no JSON'],
    ['\u0000poison', 'no JSON'],
    ['[]', 'no offer'],
    [{ itemId: 'x', type: 'compute' }, 'no offer'],
    [{ itemId, type: 'knitting' }, 'no offer'],
    [{ itemId, type: 'file' }, 'offers a file item'],
  ])('%j offers none, and it is said why', (value, words) => {
    expect(read(value)).toContain(words);
  });
});
