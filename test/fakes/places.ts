import fc from 'fast-check';
import type { Place, PlacementRequest, Quantities } from '../../control-plane/src/placement/place.ts';

export const GIB = 1024 ** 3;

/** A healthy, idle place. */
export function place(id: string, changes: Partial<Place> = {}): Place {
  return {
    id,
    unfit: null,
    cordoned: false,
    labels: {},
    platform: 'linux/amd64',
    capacity: { cpuMillis: 4_000, memoryBytes: 8 * GIB, slots: 10 },
    reserved: { cpuMillis: 0, memoryBytes: 0, slots: 0 },
    specialties: new Set(),
    averageDurationMs: 0,
    location: null,
    ...changes,
  };
}

/** A small piece of work that asks for nothing in particular. */
export function request(changes: Partial<PlacementRequest> = {}): PlacementRequest {
  return {
    needs: { cpuMillis: 250, memoryBytes: GIB / 4, slots: 1 },
    only: [],
    labels: {},
    constraints: [],
    preferredLabels: {},
    affinities: [],
    specialty: null,
    platform: null,
    near: null,
    ...changes,
  };
}

const quantities = (max: Quantities): fc.Arbitrary<Quantities> =>
  fc.record({
    cpuMillis: fc.integer({ min: 0, max: max.cpuMillis }),
    memoryBytes: fc.integer({ min: 0, max: max.memoryBytes }),
    slots: fc.integer({ min: 0, max: max.slots }),
  });

const LARGEST = { cpuMillis: 8_000, memoryBytes: 1_000, slots: 12 };

/** Up to five unequal places, some closed or silent. */
export const anyPlaces = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 5 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({
          capacity: quantities(LARGEST),
          cordoned: fc.boolean(),
          silent: fc.boolean(),
          averageDurationMs: fc.integer({ min: 0, max: 100_000 }),
          zone: fc.constantFrom('a', 'b'),
        })
        .map(({ silent, zone, ...rest }) =>
          place(id, {
            ...rest,
            labels: { zone },
            unfit: silent ? { filter: 'health', words: 'silent' } : null,
          }),
        ),
    ),
  ),
);

/** Work of any size, for any zone or one. */
export const anyRequest = fc
  .record({ needs: quantities(LARGEST), zone: fc.option(fc.constantFrom('a', 'b')) })
  .map(({ needs, zone }) => request({ needs, labels: zone === null ? {} : { zone } }));
