import type { LineReport } from '@longshore/kitchens';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kitchen, type OrderInstruction } from './kitchen.ts';

const plan = {
  id: 'quay',
  name: 'Quay',
  location: { latitude: 60.17, longitude: 24.94 },
  capacity: 1,
  railMax: 2,
  specialties: ['soup'],
  clockFactor: 2,
};
const cook = (orderId: string, over: Partial<Extract<OrderInstruction, { type: 'Cook' }>> = {}): OrderInstruction => ({
  type: 'Cook',
  orderId,
  epoch: 1,
  dish: 'ramen',
  priority: 0,
  cookMs: 1_000,
  ...over,
});
const words = (reports: readonly LineReport[]): string[] => reports.map(({ orderId, said }) => `${orderId} ${said}`);

describe('a kitchen', () => {
  it('cooks faster by its clock, and its specialties faster still', () => {
    const kitchen = new Kitchen(plan, 'b');
    kitchen.hear(cook('a'), 0);
    expect(kitchen.nextAtMs).toBe(500);
    expect(kitchen.advance(500)).toMatchObject([{ orderId: 'a', said: 'ready', tookMs: 500 }]);
    kitchen.hear(cook('b', { dish: 'soup' }), 500);
    expect(kitchen.nextAtMs).toBe(900);
    kitchen.advance(1_000);
    expect(kitchen).toMatchObject({ cooked: 2, averageCookMs: 450, nextAtMs: null });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('refuses to cook for %d ms', (cookMs) => {
    const kitchen = new Kitchen(plan, 'b');
    expect(words(kitchen.hear(cook('a', { cookMs }), 0))).toEqual(['a refused']);
    expect(kitchen.cooking).toBe(0);
  });

  it('drops everything when it starts anew, and closes still when it was closing', () => {
    const kitchen = new Kitchen(plan, 'b');
    kitchen.hear(cook('a'), 0);
    kitchen.hear(cook('b'), 0);
    kitchen.startAnew('c', 10);
    expect(kitchen).toMatchObject({ bootId: 'c', boots: 2, cooking: 0, waiting: 0, cooked: 0, nextAtMs: null });
    expect(words(kitchen.hear(cook('a'), 10))).toEqual(['a cooking']);
    kitchen.close(20);
    kitchen.startAnew('d', 30);
    expect(words(kitchen.hear(cook('e'), 30))).toEqual(['e released']);
  });

  it('does the same when everything is told to it again, whatever it is, and says nothing else but that again', () => {
    const order = fc.record({ orderId: fc.constantFrom('a', 'b', 'c', 'd'), epoch: fc.integer({ min: 1, max: 6 }) });
    const told = fc.oneof(
      order.map(({ orderId, epoch }) => cook(orderId, { epoch, cookMs: epoch * 300 })),
      order.map((which): OrderInstruction => ({ type: 'GiveBack', ...which })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(told, fc.nat(400)), { maxLength: 40 }), (steps) => {
        const once = new Kitchen(plan, 'b');
        const twice = new Kitchen(plan, 'b');
        const said: [LineReport[], LineReport[]] = [[], []];
        let nowMs = 0;
        for (const [index, [instruction, afterMs]] of steps.entries()) {
          nowMs += afterMs;
          said[0].push(...once.hear(instruction, nowMs));
          said[1].push(...twice.hear(instruction, nowMs));
          // As after a reconnection: the last few come again, in order.
          for (const [again] of steps.slice(Math.max(0, index - 3), index + 1))
            said[1].push(...twice.hear(again, nowMs));
        }
        said[0].push(...once.advance(nowMs + 1_000_000));
        said[1].push(...twice.advance(nowMs + 1_000_000));
        const news = said.map((reports) => reports.filter(({ repeated }) => !repeated));
        expect(news[1]).toEqual(news[0]);
        expect(twice.cooked).toBe(once.cooked);
        for (const { repeated, ...word } of said[1]) if (repeated) expect(news[0]).toContainEqual(word);
      }),
    );
  });
});
