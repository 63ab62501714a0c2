import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place as samplePlace, request as sampleRequest } from '../../../../test/fakes/places.ts';
import type { Place, PlacementRequest, Quantities } from '../../placement/place.ts';
import { DEFAULT_WEIGHTS } from '../../placement/weights.ts';
import {
  decideRebalance,
  EMPTY_MEMORY,
  loadOf,
  type MovableAttempt,
  type RebalanceMemory,
  type RebalanceSettings,
  type RebalanceSnapshot,
} from './decide-rebalance.ts';

const settings: RebalanceSettings = {
  highPercent: 90,
  lowPercent: 50,
  weights: DEFAULT_WEIGHTS,
  movesMax: 2,
  settleMs: 10_000,
  moveAgainAfterMs: 300_000,
};

const capacity: Quantities = { cpuMillis: 4_000, memoryBytes: 4_096, slots: 10 };

const place = (id: string, slots: number, changes: Partial<Place> = {}): Place =>
  samplePlace(id, { capacity, reserved: { cpuMillis: slots * 400, memoryBytes: slots * 409, slots }, ...changes });

const request = (changes: Partial<PlacementRequest> = {}): PlacementRequest =>
  sampleRequest({ needs: { cpuMillis: 400, memoryBytes: 409, slots: 1 }, ...changes });

const waiting = (id: string, agentId: string, changes: Partial<PlacementRequest> = {}): MovableAttempt => ({
  id,
  taskId: `task of ${id}`,
  agentId,
  request: request(changes),
});

const snapshot = (
  places: readonly Place[],
  attempts: readonly MovableAttempt[],
  leaving: RebalanceSnapshot['leaving'] = [],
): RebalanceSnapshot => ({ places, attempts, leaving });

/** Decides at 0 and again when everything has settled. */
function settledDecision(places: readonly Place[], attempts: readonly MovableAttempt[], given = settings) {
  const first = decideRebalance(snapshot(places, attempts), EMPTY_MEMORY, 0, given);
  expect(first.moves).toEqual([]);
  return decideRebalance(snapshot(places, attempts), first.memory, given.settleMs, given);
}

describe('rebalancing', () => {
  it('moves work that has not started from a full place to one that joined, two at a time, and says why', () => {
    const attempts = ['a1', 'a2', 'a3'].map((id) => waiting(id, 'full'));
    const { moves } = settledDecision([place('full', 10), place('joined', 0), place('busy', 6)], attempts, {
      ...settings,
      highPercent: 80,
    });
    expect(moves).toEqual([
      {
        attemptId: 'a3',
        taskId: 'task of a3',
        from: 'full',
        to: 'joined',
        because: '100 % of the cpu of full is reserved, 0 % on joined; it had not started',
      },
      expect.objectContaining({ attemptId: 'a2', to: 'joined' }),
    ]);
  });

  it('moves no more than brings the place below its threshold', () => {
    const attempts = ['a1', 'a2', 'a3'].map((id) => waiting(id, 'full'));
    expect(settledDecision([place('full', 10), place('joined', 0)], attempts).moves).toHaveLength(1);
  });

  describe('from a large place', () => {
    const large = place('large', 0, {
      capacity: { cpuMillis: 40_000, memoryBytes: 40_960, slots: 100 },
      reserved: { cpuMillis: 39_900, memoryBytes: 0, slots: 0 },
    });
    const asks = (cpuMillis: number) => ({ needs: { cpuMillis, memoryBytes: 1, slots: 1 } });

    it('moves nothing that would make the other full', () => {
      const fits = settledDecision([large, place('joined', 0)], [waiting('a', 'large', asks(3_600))]);
      expect(fits.moves).toHaveLength(1);
      const tooMuch = settledDecision([large, place('joined', 0)], [waiting('a', 'large', asks(3_700))]);
      expect(tooMuch.moves).toEqual([]);
    });

    it('counts within a cycle what it has moved already', () => {
      const attempts = ['a', 'b'].map((id) => waiting(id, 'large', asks(2_000)));
      expect(settledDecision([large, place('joined', 0)], attempts).moves).toHaveLength(1);
      const two = [large, place('joined', 0), place('joined too', 0)];
      expect(settledDecision(two, attempts).moves.map(({ to }) => to)).toEqual(['joined', 'joined too']);
    });
  });

  it('does not move what is not needed once that has left which is leaving already', () => {
    const places = [place('full', 10), place('joined', 0)];
    const leaving = [{ agentId: 'full', needs: request().needs }];
    const first = decideRebalance(snapshot(places, [waiting('a', 'full')], leaving), EMPTY_MEMORY, 0, settings);
    const second = decideRebalance(snapshot(places, [waiting('a', 'full')], leaving), first.memory, 20_000, settings);
    expect(second.moves).toEqual([]);
  });

  it('waits until the place has been full, and the work has not started, for a while', () => {
    const places = [place('full', 10), place('joined', 0)];
    const first = decideRebalance(snapshot(places, [waiting('a', 'full')]), EMPTY_MEMORY, 0, settings);
    const calmer = decideRebalance(snapshot([place('full', 9), place('joined', 0)], []), first.memory, 5_000, settings);
    const again = decideRebalance(snapshot(places, [waiting('a', 'full')]), calmer.memory, 10_000, settings);
    expect(again.moves).toEqual([]);
    expect(decideRebalance(snapshot(places, [waiting('new', 'full')]), again.memory, 20_000, settings).moves).toEqual(
      [],
    );
    expect(
      decideRebalance(snapshot(places, [waiting('a', 'full')]), again.memory, 20_000, settings).moves,
    ).toHaveLength(1);
  });

  it.each([
    ['the other is not below its threshold', place('other', 5), {}],
    ['the other is cordoned', place('other', 0, { cordoned: true }), {}],
    ['the other is not fit', place('other', 0, { unfit: { filter: 'health', words: 'silent' } }), {}],
    ['the work may only run where it is', place('other', 0), { only: ['full'] }],
    ['the work asks for a label that the other has not', place('other', 0), { labels: { disk: 'ssd' } }],
    ['the other has no room for it', place('other', 0, { capacity: { ...capacity, cpuMillis: 300 } }), {}],
  ] as const)('moves nothing where %s', (_, other, wishes) => {
    const full = place('full', 10, { labels: { disk: 'ssd' } });
    expect(settledDecision([full, other], [waiting('a', 'full', wishes)]).moves).toEqual([]);
  });

  it('moves nothing when it is turned off', () => {
    const places = [place('full', 10), place('joined', 0)];
    expect(settledDecision(places, [waiting('a', 'full')], { ...settings, movesMax: 0 }).moves).toEqual([]);
  });

  it('lets a task rest after a move, also where it meets the same again', () => {
    const places = [place('full', 10), place('joined', 0)];
    const { memory, moves } = settledDecision(places, [waiting('a', 'full')]);
    expect(moves).toHaveLength(1);
    const sameTask = { ...waiting('b', 'full'), taskId: 'task of a' };
    const seen = decideRebalance(snapshot(places, [sameTask]), memory, 20_000, settings);
    expect(decideRebalance(snapshot(places, [sameTask]), seen.memory, 40_000, settings).moves).toEqual([]);
    const rested = decideRebalance(
      snapshot(places, [sameTask]),
      seen.memory,
      20_000 + settings.moveAgainAfterMs,
      settings,
    );
    expect(rested.moves).toHaveLength(1);
  });
});

describe('rebalancing, whatever the fleet looks like', () => {
  const needs = fc.record({
    cpuMillis: fc.integer({ min: 10, max: 2_000 }),
    memoryBytes: fc.integer({ min: 1, max: 2_000 }),
    slots: fc.constant(1),
  });
  const fleet = fc
    .record({
      places: fc.array(
        fc.record({
          capacity: fc.record({
            cpuMillis: fc.integer({ min: 100, max: 8_000 }),
            memoryBytes: fc.integer({ min: 100, max: 8_000 }),
            slots: fc.integer({ min: 1, max: 12 }),
          }),
          cordoned: fc.boolean(),
          running: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      attempts: fc.array(fc.record({ on: fc.nat(5), needs }), { maxLength: 15 }),
      movesMax: fc.nat(4),
      highPercent: fc.integer({ min: 51, max: 100 }),
      lowPercent: fc.integer({ min: 1, max: 50 }),
    })
    .map(({ places: raw, attempts: waitingOnes, ...rest }) => {
      const places = raw.map((one, index) =>
        place(`p${index}`, 0, {
          capacity: one.capacity,
          cordoned: one.cordoned,
          reserved: {
            cpuMillis: Math.floor(one.capacity.cpuMillis * one.running),
            memoryBytes: Math.floor(one.capacity.memoryBytes * one.running),
            slots: Math.floor(one.capacity.slots * one.running),
          },
        }),
      );
      const attempts: MovableAttempt[] = [];
      for (const [index, { on, needs: wanted }] of waitingOnes.entries()) {
        const at = on % places.length;
        const host = places[at]!;
        const grown = add(host, wanted, 1);
        if (!fits(grown)) continue;
        places[at] = grown;
        attempts.push({
          ...waiting(`a${String(index).padStart(2, '0')}`, host.id),
          request: request({ needs: wanted }),
        });
      }
      return { places, attempts, settings: { ...settings, ...rest } };
    });

  const add = (one: Place, wanted: Quantities, sign: number): Place => ({
    ...one,
    reserved: {
      cpuMillis: one.reserved.cpuMillis + sign * wanted.cpuMillis,
      memoryBytes: one.reserved.memoryBytes + sign * wanted.memoryBytes,
      slots: one.reserved.slots + sign * wanted.slots,
    },
  });
  const fits = ({ reserved, capacity: all }: Place) =>
    reserved.cpuMillis <= all.cpuMillis && reserved.memoryBytes <= all.memoryBytes && reserved.slots <= all.slots;

  it('moves at most so many a cycle, only what was offered, never over a capacity, and comes to rest without a move back', () => {
    fc.assert(
      fc.property(fleet, (given) => {
        let { places, attempts } = given;
        let memory: RebalanceMemory = EMPTY_MEMORY;
        const left = new Map<string, Set<string>>();
        let quiet = 0;
        for (let cycle = 0; quiet < 3; cycle += 1) {
          expect(cycle).toBeLessThan(200);
          const nowMs = cycle * given.settings.settleMs;
          const decision = decideRebalance(snapshot(places, attempts), memory, nowMs, given.settings);
          memory = decision.memory;
          quiet = decision.moves.length === 0 ? quiet + 1 : 0;
          expect(decision.moves.length).toBeLessThanOrEqual(given.settings.movesMax);
          expect(new Set(decision.moves.map(({ attemptId }) => attemptId)).size).toBe(decision.moves.length);
          for (const { attemptId, taskId, from, to } of decision.moves) {
            const attempt = attempts.find(({ id }) => id === attemptId)!;
            expect(attempt.agentId).toBe(from);
            expect(loadOf(places.find(({ id }) => id === from)!).share).toBeGreaterThan(
              given.settings.highPercent / 100,
            );
            // A place that a task has left is never gone back to.
            const before = left.get(taskId) ?? new Set();
            expect(before.has(to)).toBe(false);
            left.set(taskId, before.add(from));
            const { needs: wanted } = attempt.request;
            places = places.map((one) =>
              one.id === from ? add(one, wanted, -1) : one.id === to ? add(one, wanted, 1) : one,
            );
            attempts = attempts.map((one) => (one.id === attemptId ? { ...one, id: `${one.id}+`, agentId: to } : one));
          }
          for (const one of places) expect(fits(one)).toBe(true);
        }
      }),
    );
  });

  it('is the same answer for the same question', () => {
    fc.assert(
      fc.property(fleet, fc.nat(100_000), ({ places, attempts, settings: given }, nowMs) => {
        const ask = () => decideRebalance(snapshot(places, attempts), EMPTY_MEMORY, nowMs, { ...given, settleMs: 0 });
        expect(ask()).toEqual(ask());
      }),
    );
  });
});
