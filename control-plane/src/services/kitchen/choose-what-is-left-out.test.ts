import { isInCity } from '@longshore/kitchens';
import { CITY } from '@longshore/schemas';
import { distanceKm } from '@longshore/schemas/placement';
import { describe, expect, it } from 'vitest';
import { chooseWhatIsLeftOut, type KitchenThere } from './choose-what-is-left-out.ts';

describe('what is left out of a kitchen that opens', () => {
  it('is chosen: the next id, a spot with room around it, three cooks, three specialties', () => {
    const there: KitchenThere[] = [];
    for (let number = 1; number <= 12; number += 1) {
      const kitchen = chooseWhatIsLeftOut({}, there);
      expect(kitchen).toMatchObject({
        id: `kitchen-${number}`,
        name: `Kitchen ${number}`,
        capacity: 3,
        clockFactor: 1,
      });
      expect(kitchen.specialties).toHaveLength(3);
      expect(isInCity(CITY, kitchen.location)).toBe(true);
      for (const other of there) expect(distanceKm(kitchen.location, other.location)).toBeGreaterThan(1.2);
      there.push(kitchen);
    }
  });

  it('is a place even where there is hardly room', () => {
    const there: KitchenThere[] = [];
    for (let number = 0; number < 60; number += 1) there.push(chooseWhatIsLeftOut({}, there));
    expect(new Set(there.map(({ id }) => id)).size).toBe(60);
  });

  it('is not chosen where it was given', () => {
    const given = { id: 'quay', name: 'The Quay', capacity: 7, railMax: 0, specialties: [], location: CITY.centre };
    expect(chooseWhatIsLeftOut(given, [])).toEqual({ ...given, clockFactor: 1 });
    expect(chooseWhatIsLeftOut({ id: 'old-harbour' }, []).name).toBe('Old harbour');
  });
});
