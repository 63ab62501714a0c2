import type { KitchenChanges } from '@longshore/schemas';
import { expect, it } from 'vitest';
import { ChangesFeed } from './changes-feed.ts';

const answer = (next: number, ids: string[], more: Partial<KitchenChanges> = {}): KitchenChanges => ({
  next,
  more: false,
  whole: false,
  at: '2026-11-22T12:00:00.000Z',
  orders: ids.map((id) => ({ id }) as KitchenChanges['orders'][number]),
  ...more,
});

function follow(answers: KitchenChanges[]) {
  const asked: number[] = [];
  const heard: string[] = [];
  const feed = new ChangesFeed({
    replace: (orders) => heard.push('all:', ...orders.map(({ id }) => id)),
    take: (orders) => heard.push(...orders.map(({ id }) => id)),
  });
  const ask = async (after: number) => {
    asked.push(after);
    return answers.shift() as KitchenChanges;
  };
  return { asked, heard, pull: () => feed.pull(ask) };
}

it('begins with all that is open, and then asks for what is new alone', async () => {
  const { pull, asked, heard } = follow([answer(7, ['a', 'b'], { whole: true }), answer(9, ['b'])]);
  await pull();
  await pull();
  expect(asked).toEqual([0, 7]);
  expect(heard).toEqual(['all:', 'a', 'b', 'b']);
});

it('asks on while there is more, but not without end', async () => {
  const { pull, asked } = follow([1, 2, 3, 4, 5].map((next) => answer(next, [], { more: true })));
  expect(await pull()).toMatchObject({ more: true });
  expect(asked).toEqual([0, 1, 2, 3]);
});

it('does not ask again at once where the same would be answered: more is open than one answer holds', async () => {
  const { pull, asked } = follow([answer(0, ['a'], { whole: true, more: true })]);
  expect(await pull()).toMatchObject({ more: false });
  expect(asked).toEqual([0]);
});

it('takes all that is open anew where what was in between is not known any more', async () => {
  const { pull, heard, asked } = follow([
    answer(50, ['a'], { whole: true }),
    answer(3, ['x'], { whole: true }),
    answer(4, []),
  ]);
  await pull();
  await pull();
  await pull();
  expect(heard).toEqual(['all:', 'a', 'all:', 'x']);
  expect(asked).toEqual([0, 50, 3]);
});
