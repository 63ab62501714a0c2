import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CookingLine, type LineReport, type Ticket } from './cooking-line.ts';

const ticket = (orderId: string, over: Partial<Ticket> = {}): Ticket => ({
  orderId,
  epoch: 1,
  dish: 'soup',
  priority: 0,
  cookMs: 1_000,
  ...over,
});
const words = (reports: LineReport[]): string[] =>
  reports.map(({ orderId, said, repeated }) => `${orderId} ${said}${repeated ? ' again' : ''}`);

describe('the line of a kitchen', () => {
  it('cooks so many at once, lets the others wait, and tells when each begins and is ready', () => {
    const line = new CookingLine({ capacity: 1, railMax: 2 });
    expect(words(line.take(ticket('a'), 0))).toEqual(['a cooking']);
    expect(words(line.take(ticket('b'), 0))).toEqual([]);
    expect(words(line.take(ticket('c', { priority: 1 }), 0))).toEqual([]);
    expect(words(line.take(ticket('d'), 0))).toEqual(['d refused']);
    expect(line.nextReadyAtMs).toBe(1_000);
    expect(words(line.advance(2_500))).toEqual(['a ready', 'c cooking', 'c ready', 'b cooking']);
    expect(line.nextReadyAtMs).toBe(3_000);
  });

  it('gives back what waits, and says of what has begun only that it has', () => {
    const line = new CookingLine({ capacity: 1, railMax: 2 });
    line.take(ticket('a'), 0);
    line.take(ticket('b'), 0);
    expect(words(line.giveBack('b', 1, 10))).toEqual(['b released']);
    expect(words(line.giveBack('a', 1, 10))).toEqual(['a cooking again']);
    expect(words(line.giveBack('b', 1, 20))).toEqual(['b released again']);
    expect(words(line.take(ticket('b', { epoch: 3 }), 30))).toEqual([]);
    expect(line.waiting.map(({ epoch }) => epoch)).toEqual([3]);
  });

  it('does not cook what was asked back before it came', () => {
    const line = new CookingLine({ capacity: 1, railMax: 2 });
    expect(words(line.giveBack('a', 1, 0))).toEqual(['a released']);
    expect(words(line.take(ticket('a'), 1))).toEqual(['a released again']);
    expect(line.cookingCount).toBe(0);
  });

  it('cooks once what it is given twice', () => {
    const line = new CookingLine({ capacity: 2, railMax: 2 });
    line.take(ticket('a'), 0);
    expect(words(line.take(ticket('a'), 1))).toEqual(['a cooking again']);
    expect(line.cookingCount).toBe(1);
  });

  it('says again what it said last to who asks again, and nothing of an older epoch or of what still waits', () => {
    const line = new CookingLine({ capacity: 1, railMax: 1 });
    line.take(ticket('a', { epoch: 2 }), 0);
    line.take(ticket('b'), 0);
    line.take(ticket('c'), 0);
    expect(words(line.take(ticket('b'), 10))).toEqual([]);
    expect(words(line.take(ticket('c'), 10))).toEqual(['c refused again']);
    expect(words(line.take(ticket('a', { epoch: 2 }), 1_500))).toEqual(['a ready', 'b cooking']);
    expect(line.take(ticket('a', { epoch: 2 }), 1_600)).toEqual([
      { orderId: 'a', epoch: 2, said: 'ready', atMs: 1_000, tookMs: 1_000, repeated: true },
    ]);
    expect(words(line.giveBack('a', 2, 1_700))).toEqual(['a ready again']);
    expect(words(line.take(ticket('a'), 1_800))).toEqual([]);
  });

  it('when closing finishes what cooks and gives the rest back, and what still comes', () => {
    const line = new CookingLine({ capacity: 1, railMax: 2 });
    line.take(ticket('a'), 0);
    line.take(ticket('b'), 0);
    expect(words(line.close(10))).toEqual(['b released']);
    expect(words(line.take(ticket('c'), 20))).toEqual(['c released']);
    expect(words(line.advance(1_000))).toEqual(['a ready']);
  });

  it('drops what is another’s, and a cook is free for the next', () => {
    const line = new CookingLine({ capacity: 1, railMax: 2 });
    line.take(ticket('a'), 0);
    line.take(ticket('b'), 0);
    expect(words(line.drop('a', 1, 10))).toEqual(['b cooking']);
    expect(words(line.take(ticket('a'), 20))).toEqual([]);
    expect(words(line.advance(5_000))).toEqual(['b ready']);
  });

  it('keeps what it was given again since it was to drop it', () => {
    const line = new CookingLine({ capacity: 1, railMax: 2 });
    line.take(ticket('a'), 0);
    line.take(ticket('b', { epoch: 3 }), 0);
    expect(words(line.drop('b', 2, 10))).toEqual([]);
    expect(line.waiting.map(({ orderId }) => orderId)).toEqual(['b']);
  });

  it('whatever comes never cooks more at once than it can, keeps no cook idle while one waits, and loses nothing', () => {
    const step = fc.record({
      kind: fc.constantFrom('take', 'giveBack', 'wait'),
      id: fc.integer({ min: 0, max: 9 }),
      afterMs: fc.nat(900),
      cookMs: fc.nat(2_000),
      priority: fc.nat(2),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(3),
        (steps, capacity, railMax) => {
          const line = new CookingLine({ capacity, railMax });
          const reports: LineReport[] = [];
          let nowMs = 0;
          let epoch = 0;
          const given = new Map<string, number>();
          for (const { kind, id, afterMs, cookMs, priority } of steps) {
            nowMs += afterMs;
            epoch += 1;
            const orderId = `o${id}`;
            if (kind === 'take' && !given.has(orderId)) {
              given.set(orderId, epoch);
              reports.push(...line.take(ticket(orderId, { epoch, cookMs, priority }), nowMs));
            } else if (kind === 'giveBack' && given.has(orderId)) {
              reports.push(...line.giveBack(orderId, given.get(orderId) ?? 0, nowMs));
            } else reports.push(...line.advance(nowMs));
            expect(line.cookingCount).toBeLessThanOrEqual(capacity);
            expect(line.waiting.length).toBeLessThanOrEqual(railMax);
            if (line.waiting.length > 0) expect(line.cookingCount).toBe(capacity);
          }
          reports.push(...line.close(nowMs), ...line.advance(nowMs + 1_000_000));
          for (const orderId of given.keys()) {
            const ends = reports.filter(
              (report) => report.orderId === orderId && report.said !== 'cooking' && !report.repeated,
            );
            expect(ends).toHaveLength(1);
          }
        },
      ),
    );
  });
});
