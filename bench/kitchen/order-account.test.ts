import { describe, expect, it } from 'vitest';
import { accountFor, type ListedOrder, type OrderLife } from './order-account.ts';

const listed = (id: string, state: ListedOrder['state'] = 'delivered'): ListedOrder => ({ id, state });
const life = (id: string, ends = 1, readies = 1): OrderLife => ({ id, ends, readies });

describe('the account of orders', () => {
  it('finds nothing wrong where each ended once, with a dish or without', () => {
    const account = accountFor(
      ['a', 'b', 'c'],
      [listed('c'), listed('b', 'failed'), listed('a')],
      [life('a'), life('b', 1, 0), life('c')],
    );
    expect(account).toEqual({ placed: 3, delivered: 2, failed: 1, lost: 0, doubled: 0 });
  });

  it('tells as lost what is not listed, and what has not ended', () => {
    const account = accountFor(['a', 'b', 'c'], [listed('a'), listed('b', 'cooking')], [life('a'), life('b', 0, 0)]);
    expect(account).toMatchObject({ placed: 3, delivered: 1, lost: 2, doubled: 0 });
  });

  it('tells as doubled what is there twice, was ready twice, ended twice, or was placed by nobody', () => {
    const account = accountFor(
      ['promised twice', 'promised twice', 'listed twice', 'ready twice', 'ended twice'],
      [
        ...['promised twice', 'listed twice', 'listed twice', 'ready twice', 'ended twice', 'nobody’s'].map((id) =>
          listed(id),
        ),
      ],
      [life('ready twice', 1, 2), life('ended twice', 2, 1)],
    );
    expect(account).toMatchObject({ placed: 4, lost: 0, doubled: 5 });
  });
});
