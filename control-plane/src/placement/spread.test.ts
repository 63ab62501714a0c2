import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIB, place, request } from '../../../test/fakes/places.ts';
import type { Place } from './place.ts';
import { type PlaceableTask, placeTasks } from './place-tasks.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

const AT = '2026-01-01T00:00:00.000Z';

function tasksOver(over: string, count: number): PlaceableTask[] {
  return Array.from({ length: count }, (_, taskIndex) => ({
    taskId: `t${taskIndex}`,
    taskIndex,
    request: request(),
    likeness: 'same',
    spread: { over, group: 'job' },
    boundTo: null,
  }));
}

function countByZone(places: readonly Place[], agentIds: readonly (string | null)[]): number[] {
  const zones = [...new Set(places.flatMap(({ labels }) => labels.zone ?? []))];
  return zones.map(
    (zone) => agentIds.filter((id) => places.find((each) => each.id === id)?.labels.zone === zone).length,
  );
}

/** Places with room for everything, of unequal size and speed, each in some zone. */
const roomyPlaces = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 8 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({
          zone: fc.constantFrom('a', 'b', 'c'),
          size: fc.integer({ min: 1, max: 20 }),
          averageDurationMs: fc.integer({ min: 0, max: 100_000 }),
        })
        .map(({ zone, size, averageDurationMs }) =>
          place(id, {
            labels: { zone },
            capacity: { cpuMillis: size * 1_000_000, memoryBytes: size * 1_000 * GIB, slots: size * 1_000 },
            averageDurationMs,
          }),
        ),
    ),
  ),
);

describe('spreading the tasks of a job', () => {
  it('gives no value of the label more than one task above another while there is room everywhere', () => {
    fc.assert(
      fc.property(roomyPlaces, fc.integer({ min: 1, max: 40 }), (places, count) => {
        const placed = placeTasks(tasksOver('zone', count), places, AT, DEFAULT_WEIGHTS).map(({ agentId }) => agentId);
        const counts = countByZone(places, placed);
        expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does the same over the agents themselves', () => {
    fc.assert(
      fc.property(roomyPlaces, fc.integer({ min: 1, max: 40 }), (places, count) => {
        const placed = placeTasks(tasksOver('agent', count), places, AT, DEFAULT_WEIGHTS);
        const counts = places.map(({ id }) => placed.filter(({ agentId }) => agentId === id).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('counts what runs already, and evens it out', () => {
    const places = [place('a1', { labels: { zone: 'a' } }), place('b1', { labels: { zone: 'b' } })];
    const held = new Map([['job', new Map([['a1', 3]])]]);
    const placed = placeTasks(tasksOver('zone', 4), places, AT, DEFAULT_WEIGHTS, held).map(({ agentId }) => agentId);
    expect(placed).toEqual(['b1', 'b1', 'b1', expect.any(String)]);
    // What another job has there is none of its business.
    expect(
      placeTasks(tasksOver('zone', 1), places, AT, DEFAULT_WEIGHTS, new Map([['other', new Map([['a1', 3]])]]))[0]
        ?.agentId,
    ).toBe('a1');
  });

  it('goes where there is room when the emptiest value has none, and to agents without the label last', () => {
    const full = { cpuMillis: 4_000, memoryBytes: 8 * GIB, slots: 10 };
    const places = [
      place('a1', { labels: { zone: 'a' }, capacity: { ...full, slots: 2 } }),
      place('b1', { labels: { zone: 'b' }, capacity: full, reserved: full }),
      place('none'),
    ];
    const placed = placeTasks(tasksOver('zone', 3), places, AT, DEFAULT_WEIGHTS).map(({ agentId }) => agentId);
    expect(placed).toEqual(['a1', 'a1', 'none']);
  });

  it('shows in the receipt what each value holds, and says when that decided', () => {
    const places = [
      place('a1', { labels: { zone: 'a' } }),
      place('b1', { labels: { zone: 'b' }, averageDurationMs: 60_000 }),
    ];
    const [first, second] = placeTasks(tasksOver('zone', 2), places, AT, DEFAULT_WEIGHTS);
    expect(first?.receipt).toMatchObject({ winner: 'a1', summary: 'Placed on a1 with 1.00, ahead of b1' });
    expect(second?.receipt.candidates.map(({ agentId, spread }) => [agentId, spread])).toEqual([
      ['b1', { over: 'zone', value: 'b', tasks: 0 }],
      ['a1', { over: 'zone', value: 'a', tasks: 1 }],
    ]);
    expect(second?.receipt.summary).toMatch(
      /^Placed on b1 with 0\.80, ahead of a1: zone=b holds 0 of its tasks, zone=a holds 1 of its tasks$/,
    );
  });
});
