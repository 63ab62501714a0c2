import { ORDER_STATES, type OrderState, orderHasEnded } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldReport, type KitchenReport, type Said } from './fold-report.ts';
import { type KitchenBoot, type Order, receiveOrder } from './order.ts';
import { askBackOrder, assignOrder, deliverOrder, failOrder, OrderStepError, takeFromLost } from './order-steps.ts';

const wish = { id: 'o1', dish: 'soup', place: { latitude: 60, longitude: 25 }, priority: 0 };
const a: KitchenBoot = { kitchenId: 'a', bootId: 'a1' };
const b: KitchenBoot = { kitchenId: 'b', bootId: 'b1' };
const says = (kitchen: KitchenBoot, epoch: number, said: Said): KitchenReport => ({
  ...kitchen,
  orderId: 'o1',
  epoch,
  said,
});
const told = (order: Order, ...reports: KitchenReport[]): Order =>
  reports.reduce((now, report) => foldReport(now, report).order, order);

describe('an order', () => {
  it('goes from received to delivered, with one owner while a kitchen has it', () => {
    const assigned = assignOrder(receiveOrder(wish), a);
    expect(assigned).toMatchObject({ state: 'assigned', epoch: 1, owner: a });
    const ready = told(assigned, says(a, 1, 'cooking'), says(a, 1, 'ready'));
    expect(ready).toMatchObject({ state: 'ready', owner: null });
    expect(deliverOrder(ready)).toMatchObject({ state: 'delivered', epoch: 1 });
  });

  it('is not assigned again before its owner has given it back', () => {
    const asked = askBackOrder(assignOrder(receiveOrder(wish), a));
    expect(asked.owner).toEqual(a);
    expect(() => assignOrder(asked, b)).toThrow(OrderStepError);
    const back = told(asked, says(a, 1, 'released'));
    expect(back).toMatchObject({ state: 'received', owner: null, epoch: 2, askedBack: false });
    expect(assignOrder(back, b)).toMatchObject({ owner: b, epoch: 3 });
  });

  it('stays with its owner that had begun when it was asked back', () => {
    const asked = askBackOrder(assignOrder(receiveOrder(wish), a));
    expect(told(asked, says(a, 1, 'cooking'))).toMatchObject({ state: 'cooking', owner: a, askedBack: false });
  });

  it('believes neither the kitchen it was taken from nor one that never had it', () => {
    const taken = assignOrder(takeFromLost(told(assignOrder(receiveOrder(wish), a), says(a, 1, 'cooking')), a), b);
    expect(taken).toMatchObject({ epoch: 3, owner: b, losses: 1 });
    expect(foldReport(taken, says(a, 1, 'ready'))).toEqual({ order: taken, verdict: 'stale' });
    expect(foldReport(taken, says(a, 3, 'ready'))).toEqual({ order: taken, verdict: 'foreign' });
    expect(foldReport(taken, says({ ...b, bootId: 'b2' }, 3, 'ready'))).toEqual({ order: taken, verdict: 'foreign' });
    expect(foldReport(taken, says(b, 9, 'ready'))).toEqual({ order: taken, verdict: 'foreign' });
    expect(foldReport(receiveOrder(wish), says(a, 0, 'ready')).verdict).toBe('foreign');
  });

  it('remembers who refused it, and is not changed by what is said twice', () => {
    const refused = told(assignOrder(receiveOrder(wish), a), says(a, 1, 'refused'));
    expect(refused).toMatchObject({ state: 'received', refusedBy: ['a'] });
    expect(foldReport(refused, says(a, 1, 'refused')).verdict).toBe('stale');
    const ready = told(assignOrder(receiveOrder(wish), a), says(a, 1, 'ready'));
    expect(foldReport(ready, says(a, 1, 'ready'))).toEqual({ order: ready, verdict: 'repeated' });
  });

  it('fails with a reason while the balancer has it, and not while a kitchen cooks it', () => {
    expect(failOrder(receiveOrder(wish), 'called-off')).toMatchObject({ state: 'failed', failure: 'called-off' });
    expect(() => failOrder(assignOrder(receiveOrder(wish), a), 'called-off')).toThrow(
      'order o1 is assigned with a in epoch 1: it cannot be failed (called-off)',
    );
  });

  it('whatever is tried has exactly one owner, never a lower epoch, and never leaves its end', () => {
    const kitchens = [a, b, { kitchenId: 'a', bootId: 'a2' }];
    const kitchen = fc.constantFrom(...kitchens);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('assign' as const), kitchen }),
      fc.record({ kind: fc.constant('ask' as const) }),
      fc.record({ kind: fc.constant('take' as const), kitchen }),
      fc.record({ kind: fc.constant('deliver' as const) }),
      fc.record({ kind: fc.constant('fail' as const) }),
      fc.record({
        kind: fc.constant('say' as const),
        kitchen,
        behind: fc.integer({ min: -1, max: 3 }),
        said: fc.constantFrom<Said>('cooking', 'ready', 'released', 'refused'),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let order = receiveOrder(wish);
        for (const each of steps) {
          const before = order;
          try {
            if (each.kind === 'assign') order = assignOrder(order, each.kitchen);
            else if (each.kind === 'ask') order = askBackOrder(order);
            else if (each.kind === 'take') order = takeFromLost(order, each.kitchen);
            else if (each.kind === 'deliver') order = deliverOrder(order);
            else if (each.kind === 'fail') order = failOrder(order, 'called-off');
            else order = foldReport(order, says(each.kitchen, order.epoch - each.behind, each.said)).order;
          } catch (error) {
            expect(error).toBeInstanceOf(OrderStepError);
          }
          expect(order.owner !== null).toBe(ORDER_STATES[order.state].inKitchen);
          expect(order.failure !== null).toBe(order.state === 'failed');
          if (order.askedBack) expect(order.state).toBe('assigned');
          const rank = (state: OrderState) => ORDER_STATES[state].rank;
          expect(order.epoch).toBeGreaterThanOrEqual(before.epoch);
          if (order.epoch === before.epoch) expect(rank(order.state)).toBeGreaterThanOrEqual(rank(before.state));
          // From one kitchen to another only by way of the balancer.
          if (before.owner !== null && order.owner !== null) expect(order.owner).toEqual(before.owner);
          if (orderHasEnded(before.state)) expect(order).toEqual(before);
        }
      }),
    );
  });
});
