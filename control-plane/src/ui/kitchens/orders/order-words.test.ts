import type { OrderMoment, OrderSummary } from '@longshore/schemas';
import { expect, it } from 'vitest';
import { handsWords, orderLife, orderSpans, orderStanding, toggleState } from './order-words.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds)).toISOString();
const moment = (what: OrderMoment['what'], seconds: number, kitchen: string | null): OrderMoment => ({
  at: at(seconds),
  what,
  epoch: 0,
  kitchen,
});
const order: OrderSummary = {
  id: 'a',
  dish: 'soup',
  place: { latitude: 60, longitude: 25 },
  priority: 0,
  state: 'delivered',
  epoch: 1,
  kitchen: 'kitchen-1',
  run: null,
  waitsFor: '',
  failure: null,
  receivedAt: at(0),
  assignedAt: at(1),
  startedAt: at(2),
  readyAt: at(5),
  endedAt: at(7),
};

it('an order’s life says what happened, where, and how long it took', () => {
  const life = orderLife([
    moment('received', 0, null),
    moment('assigned', 1, 'kitchen-1'),
    moment('taken back', 4, 'kitchen-1'),
    moment('delivered', 9, 'kitchen-2'),
  ]);
  expect(life.map(({ words, tookMs }) => [words, tookMs])).toEqual([
    ['Received', 1_000],
    ['Given to', 3_000],
    ['Taken from', 5_000],
    ['Delivered', null],
  ]);
  expect(orderLife([moment('assigned', 0, null)])[0]?.words).toBe('Given');
});

it('the times of an order are told as far as it came', () => {
  expect(orderSpans(order)).toEqual({ waitedMs: 2_000, cookedMs: 3_000, carriedMs: 2_000, responseMs: 5_000 });
  expect(orderSpans({ ...order, startedAt: null, readyAt: null })).toMatchObject({ waitedMs: null, responseMs: null });
});

it('a row of a list says where an order stands', () => {
  expect(orderStanding(order)).toBe('kitchen-1, ready after 5.0 s');
  expect(orderStanding({ ...order, state: 'cooking' })).toBe('kitchen-1');
  expect(orderStanding({ ...order, state: 'received', waitsFor: 'Waits for a kitchen to open' })).toContain('Waits');
  expect(
    orderStanding({ ...order, state: 'failed', failure: { code: 'called-off', message: 'It was called off' } }),
  ).toBe('It was called off');
});

it('hands are told of where there were more than two', () => {
  expect(handsWords({ losses: 0, refusedBy: [] })).toBe('');
  expect(handsWords({ losses: 1, refusedBy: ['k2'] })).toBe('one kitchen was lost with it; refused by k2');
});

it('a state is chosen, and then not', () => {
  expect(toggleState(['ready'], 'failed')).toEqual(['ready', 'failed']);
  expect(toggleState(['ready'], 'ready')).toEqual([]);
});
