import { DEFAULT_WEIGHTS } from '@longshore/schemas/placement';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kitchen, order } from '../../../test/fakes/kitchens.ts';
import { chanceOf } from '../chance/chance.ts';
import { type KitchenView, loadOf, roomOf } from '../kitchen/kitchen.ts';
import type { Order } from '../order/order.ts';
import { assignOrder } from '../order/order-steps.ts';
import { judgeSilence } from './judge-silence.ts';
import { planFailover } from './plan-failover.ts';
import { MIGRATION_DEFAULTS, type MigrationMemory, NOTHING_MOVED, planMigration } from './plan-migration.ts';

const choice = () => ({
  settings: { policy: 'scored' as const, weights: DEFAULT_WEIGHTS, farthestKm: 20 },
  surroundings: { turn: 0, chance: chanceOf(1, 'plan') },
});
const ordersOf = (owner: KitchenView, count: number): Order[] =>
  Array.from({ length: count }, (_, index) => assignOrder(order(`${owner.kitchenId}-o${index}`), owner));

/** Two looks, so that what is above has been so for long enough. */
function migrate(kitchens: KitchenView[], memory: MigrationMemory = NOTHING_MOVED, over = {}) {
  const settings = { ...MIGRATION_DEFAULTS, ...over };
  const waiting = (of: KitchenView) => ordersOf(of, Math.max(0, of.held - of.capacity));
  const first = planMigration(kitchens, waiting, memory, 0, settings, choice());
  return { first, second: planMigration(kitchens, waiting, first.memory, settings.settleMs, settings, choice()) };
}

describe('migration', () => {
  const full = kitchen('full', { capacity: 2, railMax: 8, held: 10 });

  it('asks for two orders in a cycle, those that would wait longest, for a kitchen with room', () => {
    const { first, second } = migrate([full, kitchen('idle', { railMax: 8 })]);
    expect(first.moves).toEqual([]);
    expect(second.moves.map(({ orderId, to }) => [orderId, to])).toEqual([
      ['full-o7', 'idle'],
      ['full-o6', 'idle'],
    ]);
    expect(second.moves[0]?.because).toBe('100 % of full is taken, 0 % of idle; it had not begun');
  });

  it('leaves alone what is above for a moment, what is not above, and what no kitchen below would take', () => {
    expect(migrate([full, kitchen('half', { held: 2 })]).second.moves).toEqual([]);
    expect(migrate([full, kitchen('closed', { open: false })]).second.moves).toEqual([]);
    expect(migrate([{ ...full, held: 9 }, kitchen('idle')]).second.moves).toEqual([]);
    expect(migrate([full, kitchen('idle')], NOTHING_MOVED, { movesMax: 0 }).second.moves).toEqual([]);
  });

  it('expects an order to wait by the dishes of its kitchen, and by those of all where that has cooked none', () => {
    const waitOf = (averageCookMs: number) =>
      migrate([{ ...full, averageCookMs }, kitchen('idle', { railMax: 8, averageCookMs: 1_000 })]).second.moves[0]
        ?.expectedWaitMs;
    // Eight wait, two are cooked at once.
    expect(waitOf(3_000)).toBe(12_000);
    expect(waitOf(0)).toBe(4_000);
  });

  it('goes on giving until it is calm, and does not begin again there', () => {
    const idle = kitchen('idle', { railMax: 8 });
    const { second } = migrate([full, idle]);
    const again = (held: number) => migrate([{ ...full, held }, idle], second.memory).second.moves.length;
    expect(again(8)).toBeGreaterThan(0);
    expect(again(7)).toBe(0);
    expect(migrate([{ ...full, held: 8 }, idle]).second.moves).toEqual([]);
  });

  it('does not move an order again before it has rested', () => {
    const idle = kitchen('idle', { railMax: 8 });
    const { second } = migrate([full, idle]);
    const moved = new Set(second.moves.map(({ orderId }) => orderId));
    const third = migrate([full, idle], second.memory).second;
    expect(third.moves).toHaveLength(2);
    expect(third.moves.filter(({ orderId }) => moved.has(orderId))).toEqual([]);
  });

  it('never moves more than it may, nor makes a taker fuller than its giver, nor answers a move by one back', () => {
    const any = fc.array(
      fc.record({
        capacity: fc.integer({ min: 1, max: 4 }),
        railMax: fc.integer({ min: 0, max: 9 }),
        load: fc.double({ min: 0, max: 1, noNaN: true }),
        open: fc.boolean(),
      }),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 6 }), (all, movesMax) => {
        const kitchens = all.map(({ capacity, railMax, load, open }, index) =>
          kitchen(`k${index}`, { capacity, railMax, open, held: Math.round(load * (capacity + railMax)) }),
        );
        const { second } = migrate(kitchens, NOTHING_MOVED, { movesMax });
        expect(second.moves.length).toBeLessThanOrEqual(movesMax);
        expect(new Set(second.moves.map(({ orderId }) => orderId)).size).toBe(second.moves.length);
        const held = new Map(kitchens.map((one) => [one.kitchenId, one.held]));
        const of = (id: string) => kitchens.find(({ kitchenId }) => kitchenId === id) as KitchenView;
        const load = (id: string) => loadOf({ ...of(id), held: held.get(id) ?? 0 });
        for (const { from, to } of second.moves) {
          expect(of(from).open && of(to).open).toBe(true);
          expect(load(from)).toBeGreaterThan(0.75);
          expect(load(to)).toBeLessThan(0.5);
          held.set(from, (held.get(from) ?? 0) - 1);
          held.set(to, (held.get(to) ?? 0) + 1);
          expect(load(to)).toBeLessThanOrEqual(0.9);
        }
        const after = kitchens.map((one) => ({ ...one, held: held.get(one.kitchenId) ?? 0 }));
        const givers = new Set(second.moves.map(({ from }) => from));
        const next = migrate(after, second.memory, { movesMax }).second;
        for (const { from, to } of next.moves) {
          expect(givers.has(to)).toBe(false);
          expect(second.moves.some((move) => move.to === from && move.from === to)).toBe(false);
        }
      }),
    );
  });
});

describe('failover', () => {
  it('takes the orders of the lost kitchen, the most urgent first, and spreads them as it goes', () => {
    const lost = kitchen('lost', { open: false, railMax: 8 });
    const orders = [
      ...ordersOf(lost, 5),
      { ...assignOrder(order('urgent', { priority: 5 }), lost), state: 'cooking' as const },
      ...ordersOf(kitchen('b'), 2),
    ];
    const plan = planFailover(
      lost,
      orders,
      [lost, kitchen('a'), kitchen('b', { held: 2 })],
      { lossesMax: 3 },
      choice(),
    );
    expect(plan.taken[0]?.order).toMatchObject({ id: 'urgent', state: 'received', owner: null, epoch: 2, losses: 1 });
    expect(plan.taken.map(({ choice: { winner } }) => winner?.kitchenId ?? null).sort()).toEqual([
      'a',
      'a',
      'a',
      'a',
      'b',
      'b',
    ]);
    expect(plan.failed).toEqual([]);
  });

  it('lets wait what finds no room, and fails only what too many kitchens were lost with', () => {
    const lost = kitchen('lost', { open: false });
    const orders = [...ordersOf(lost, 2), { ...assignOrder(order('poison'), lost), losses: 3 }];
    const plan = planFailover(lost, orders, [lost, kitchen('a', { held: 4 })], { lossesMax: 3 }, choice());
    expect(plan.taken.map(({ choice: { winner } }) => winner?.kitchenId ?? null)).toEqual([null, null]);
    expect(plan.failed).toMatchObject([{ id: 'poison', state: 'failed', failure: 'lost-too-often' }]);
  });

  it('gives every order of the lost kitchen one end of the plan, and fills no kitchen beyond its room', () => {
    const any = fc.array(fc.record({ held: fc.nat(4), open: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(any, fc.nat(20), (all, count) => {
        const lost = kitchen('lost', { open: false, railMax: 20 });
        const kitchens = [lost, ...all.map((one, index) => kitchen(`k${index}`, one))];
        const plan = planFailover(lost, ordersOf(lost, count), kitchens, { lossesMax: 3 }, choice());
        expect(plan.taken.map(({ order: { id } }) => id).sort()).toEqual(
          ordersOf(lost, count)
            .map(({ id }) => id)
            .sort(),
        );
        for (const one of kitchens) {
          const gets = plan.taken.filter(({ choice: { winner } }) => winner?.kitchenId === one.kitchenId).length;
          if (gets > 0) expect(one.open && one.held + gets <= roomOf(one)).toBe(true);
        }
      }),
    );
  });
});

describe('silence', () => {
  const settings = { lostAfterMs: 2_500 };

  it('is that of a kitchen only while the balancer has read all there is', () => {
    const heard = new Map([
      ['a', 1_000],
      ['b', 3_000],
    ]);
    expect(judgeSilence(heard, 0, 3_501, settings)).toEqual(['a']);
    expect(judgeSilence(heard, 0, 3_500, settings)).toEqual([]);
    expect(judgeSilence(heard, null, 99_000, settings)).toEqual([]);
    expect(judgeSilence(heard, 98_000, 99_000, settings)).toEqual([]);
  });
});
