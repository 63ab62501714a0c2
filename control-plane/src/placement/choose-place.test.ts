import { parseLabelExpression } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPlaces, anyRequest, GIB, place, request } from '../../../test/fakes/places.ts';
import { choosePlace } from './choose-place.ts';
import { everPossible, explainChoice } from './explain-choice.ts';
import type { PlacementRequest } from './place.ts';
import { placeTasks } from './place-tasks.ts';
import { DEFAULT_WEIGHTS } from './weights.ts';

describe('choosing a place', () => {
  it('weighs as it is told: where only nearness counts, a full place that is near wins', () => {
    const near = place('near', {
      location: { latitude: 60.2, longitude: 24.9 },
      reserved: { cpuMillis: 3_000, memoryBytes: 0, slots: 1 },
    });
    const far = place('far', { location: { latitude: -33.9, longitude: 18.4 } });
    const wanted = request({ near: { latitude: 60, longitude: 25 } });
    expect(choosePlace(wanted, [near, far], DEFAULT_WEIGHTS).winner).toBe('far');
    const onlyNear = { load: 0, specialty: 0, time: 0, distance: 1 };
    const choice = choosePlace(wanted, [near, far], onlyNear);
    expect(choice.winner).toBe('near');
    expect(choice.candidates[0]?.terms.map(({ name, weight }) => [name, weight])).toEqual(Object.entries(onlyNear));
  });

  it('takes the place with more room', () => {
    const busy = place('busy', { reserved: { cpuMillis: 3_000, memoryBytes: 0, slots: 3 } });
    expect(choosePlace(request(), [busy, place('idle')], DEFAULT_WEIGHTS)).toMatchObject({
      winner: 'idle',
      runnerUp: 'busy',
    });
  });

  it('weighs load, specialty, time and distance as 4 : 3 : 2 : 1', () => {
    const [only] = choosePlace(request(), [place('a')], DEFAULT_WEIGHTS).candidates;
    expect(only?.terms.map(({ name, weight }) => [name, weight])).toEqual([
      ['load', 0.4],
      ['specialty', 0.3],
      ['time', 0.2],
      ['distance', 0.1],
    ]);
    expect(only?.score).toBeCloseTo(1);
  });

  it('prefers a place that has the image already', () => {
    const warm = place('warm', { specialties: new Set(['tool:1']) });
    const choice = choosePlace(request({ specialty: 'tool:1' }), [place('cold'), warm], DEFAULT_WEIGHTS);
    expect(choice.winner).toBe('warm');
  });

  it('prefers the nearer place when a location is wanted', () => {
    const near = place('near', { location: { latitude: 59.4, longitude: 24.7 } });
    const far = place('far', { location: { latitude: -33.9, longitude: 151.2 } });
    const choice = choosePlace(request({ near: { latitude: 60.2, longitude: 24.9 } }), [far, near], DEFAULT_WEIGHTS);
    expect(choice.winner).toBe('near');
    expect(choice.candidates[0]?.terms.find((term) => term.name === 'distance')?.detail).toMatch(/^\d\d km away$/);
  });

  it('says of every excluded place what was required against what there is', () => {
    const full = place('full', { reserved: { cpuMillis: 3_900, memoryBytes: 8 * GIB, slots: 10 } });
    const [candidate] = choosePlace(request(), [full], DEFAULT_WEIGHTS).candidates;
    expect(candidate?.excludedBy).toEqual([
      { filter: 'cpu', required: '0.25 cores', available: '0.1 cores free of 4 cores', everPossible: true },
      { filter: 'memory', required: '256 MiB', available: '0 bytes free of 8 GiB', everPossible: true },
      { filter: 'slots', required: '1 slot', available: '0 slots free of 10 slots', everPossible: true },
    ]);
  });

  it('leaves out places whose labels do not satisfy every constraint, and says which and why', () => {
    const constraints = ['zone in (eu, us)', '!spot'].map(parseLabelExpression);
    const labels = { zone: 'ap', spot: '' };
    const choice = choosePlace(
      request({ constraints }),
      [place('a', { labels }), place('b', { labels: { zone: 'us' } })],
      DEFAULT_WEIGHTS,
    );
    expect(choice.winner).toBe('b');
    expect(choice.candidates[1]?.excludedBy).toEqual([
      { filter: 'constraint', required: 'zone in (eu, us)', available: 'zone=ap', everPossible: false },
      { filter: 'constraint', required: '!spot', available: 'the label spot', everPossible: false },
    ]);
    const alone = choosePlace(request({ constraints }), [place('a', { labels })], DEFAULT_WEIGHTS);
    expect(everPossible(alone)).toBe(false);
    expect(explainChoice(alone)).toEqual({
      summary: 'a needs zone in (eu, us), has zone=ap',
      wouldFit: [
        'labels on a that satisfy zone in (eu, us) (it has zone=ap)',
        'labels on a that satisfy !spot (it has the label spot)',
      ],
    });
  });

  it('leaves out agents of another platform than the image’s', () => {
    const arm = place('arm', { platform: 'linux/arm64' });
    const choice = choosePlace(request({ platform: 'linux/arm64' }), [place('amd'), arm], DEFAULT_WEIGHTS);
    expect(choice.winner).toBe('arm');
    expect(choice.candidates[1]?.excludedBy[0]).toMatchObject({ filter: 'platform', available: 'linux/amd64' });
  });

  it('counts an affinity by its weight into the specialty', () => {
    const affinities = [
      { expression: parseLabelExpression('disk = ssd'), weight: 3 },
      { expression: parseLabelExpression('gpu'), weight: 1 },
    ];
    const choice = choosePlace(
      request({ affinities }),
      [place('gpu', { labels: { gpu: '' } }), place('ssd', { labels: { disk: 'ssd' } })],
      DEFAULT_WEIGHTS,
    );
    const specialties = choice.candidates.map(({ agentId, terms }) => [
      agentId,
      terms.find(({ name }) => name === 'specialty')?.value,
    ]);
    expect(specialties).toEqual([
      ['ssd', 0.75],
      ['gpu', 0.25],
    ]);
  });

  it('tells what waits from what could never fit', () => {
    const wait = choosePlace(request(), [place('a', { cordoned: true })], DEFAULT_WEIGHTS);
    expect(everPossible(wait)).toBe(true);
    expect(explainChoice(wait)).toEqual({
      summary: 'Waits for an agent that is open to new work',
      wouldFit: ['uncordoning a'],
    });
    const never = choosePlace(
      request({ needs: { cpuMillis: 250, memoryBytes: 16 * GIB, slots: 1 } }),
      [place('a')],
      DEFAULT_WEIGHTS,
    );
    expect(everPossible(never)).toBe(false);
    expect(explainChoice(never).summary).toBe('a needs 16 GiB, has 8 GiB free of 8 GiB');
  });

  it('lets a job wait while nothing is known of any agent', () => {
    const choice = choosePlace(request(), [], DEFAULT_WEIGHTS);
    expect(everPossible(choice)).toBe(true);
    expect(explainChoice(choice).summary).toBe('Waits for an agent to register');
  });

  it('never wins with a place that a hard filter excludes, and gives each place one entry', () => {
    fc.assert(
      fc.property(anyRequest, anyPlaces, (wanted, places) => {
        const choice = choosePlace(wanted, places, DEFAULT_WEIGHTS);
        expect(choice.candidates.map((candidate) => candidate.agentId).sort()).toEqual(
          places.map(({ id }) => id).sort(),
        );
        const winner = places.find(({ id }) => id === choice.winner);
        if (winner === undefined) {
          expect(choice.candidates.every((candidate) => candidate.excludedBy.length > 0)).toBe(true);
          return;
        }
        expect(winner.cordoned).toBe(false);
        expect(winner.unfit).toBeNull();
        expect(wanted.labels.zone ?? winner.labels.zone).toBe(winner.labels.zone);
        for (const kind of ['cpuMillis', 'memoryBytes', 'slots'] as const) {
          expect(winner.reserved[kind] + wanted.needs[kind]).toBeLessThanOrEqual(winner.capacity[kind]);
        }
      }),
    );
  });

  it('does not depend on the order in which places are listed', () => {
    fc.assert(
      fc.property(anyRequest, anyPlaces, (wanted, places) => {
        expect(choosePlace(wanted, [...places].reverse(), DEFAULT_WEIGHTS)).toEqual(
          choosePlace(wanted, places, DEFAULT_WEIGHTS),
        );
      }),
    );
  });

  it('keeps every term within 0 and 1', () => {
    fc.assert(
      fc.property(anyRequest, anyPlaces, (wanted, places) => {
        for (const { terms } of choosePlace(wanted, places, DEFAULT_WEIGHTS).candidates) {
          for (const { value } of terms) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});

describe('placing many tasks', () => {
  it('decides the same again from the same snapshot, receipts included', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 20 }), anyPlaces, fc.boolean(), (requests, places, spread) => {
        const work = tasks(requests).map((task) => (spread ? { ...task, spread: { over: 'zone', group: 'g' } } : task));
        const snapshot = structuredClone(places);
        const first = placeTasks(work, places, '2026-01-01T00:00:00.000Z', DEFAULT_WEIGHTS);
        expect(places).toEqual(snapshot);
        expect(placeTasks(work, [...snapshot].reverse(), '2026-01-01T00:00:00.000Z', DEFAULT_WEIGHTS)).toEqual(first);
      }),
    );
  });

  const tasks = (requests: readonly PlacementRequest[]) =>
    requests.map((each, taskIndex) => ({
      taskId: `t${taskIndex}`,
      taskIndex,
      request: each,
      likeness: JSON.stringify(each),
      spread: null,
      boundTo: null,
    }));

  it('never reserves more than a place has', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 30 }), anyPlaces, (requests, places) => {
        const placed = placeTasks(tasks(requests), places, '2026-01-01T00:00:00.000Z', DEFAULT_WEIGHTS);
        for (const { id, capacity } of places) {
          const mine = placed.flatMap((each, index) => (each.agentId === id ? [requests[index]!.needs] : []));
          for (const kind of ['cpuMillis', 'memoryBytes', 'slots'] as const) {
            expect(mine.reduce((sum, needs) => sum + needs[kind], 0)).toBeLessThanOrEqual(capacity[kind]);
          }
        }
      }),
    );
  });

  it('leaves a task waiting only when it fits nowhere at its turn', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 20 }), anyPlaces, (requests, places) => {
        const placed = placeTasks(tasks(requests), places, '2026-01-01T00:00:00.000Z', DEFAULT_WEIGHTS);
        for (const each of placed) {
          if (each.agentId === null) {
            expect(each.receipt.candidates.every((candidate) => candidate.excludedBy.length > 0)).toBe(true);
          }
        }
      }),
    );
  });

  it('lets smaller work go ahead of what does not fit', () => {
    const large = request({ needs: { cpuMillis: 9_000, memoryBytes: GIB, slots: 1 } });
    const placed = placeTasks(tasks([large, request()]), [place('a')], '2026-01-01T00:00:00.000Z', DEFAULT_WEIGHTS);
    expect(placed.map((each) => each.agentId)).toEqual([null, 'a']);
  });
});
