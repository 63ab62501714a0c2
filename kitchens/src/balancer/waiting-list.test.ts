import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byUrgency } from '../decide/urgency.ts';
import { type Order, receiveOrder } from '../order/order.ts';
import { WaitingList } from './waiting-list.ts';

const orderOf = (id: number, priority: number): Order =>
  receiveOrder({
    id: `o${String(id).padStart(6, '0')}`,
    dish: 'soup',
    place: { latitude: 60.17, longitude: 24.94 },
    priority,
  });

describe('orders that wait', () => {
  it('stand by priority and then by age, whatever is put in and taken out', () => {
    const step = fc.record({ id: fc.nat(40), priority: fc.nat(3), takes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.nat(4), (steps, few) => {
        const list = new WaitingList();
        let expected: Order[] = [];
        for (const { id, priority, takes } of steps) {
          const order = orderOf(id, priority);
          const there = expected.find((other) => other.id === order.id);
          if (takes) list.remove(order);
          else if (there === undefined) list.add(order);
          if (takes) expected = expected.filter((other) => other.id !== order.id || other.priority !== priority);
          else if (there === undefined) expected = [...expected, order].sort(byUrgency);
          expect([...list]).toEqual(expected);
          expect([list.size, list.first]).toEqual([expected.length, expected[0]]);
        }
        const shown: Order[] = [];
        list.takeOut((order) => {
          shown.push(order);
          if (shown.length > few) return 'enough';
          return shown.length % 2 === 0 ? 'stays' : 'taken';
        });
        expect(shown).toEqual(expected.slice(0, few + 1));
        expect([...list]).toEqual(expected.filter((_, index) => index >= few || index % 2 === 1));
      }),
    );
  });
});
