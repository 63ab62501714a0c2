import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

test('events come by time, and those of the same time in the order they were put in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (times) => {
      const queue = new EventQueue<number>();
      for (const [index, atMs] of times.entries()) queue.put(atMs, index);
      expect(queue.size).toBe(times.length);
      const taken: [number, number][] = [];
      for (let next = queue.take(); next !== null; next = queue.take()) taken.push([next.atMs, next.event]);
      const wanted = times.map((atMs, index): [number, number] => [atMs, index]);
      expect(taken).toEqual(wanted.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      expect(queue.nextAtMs).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});
