import { CITY } from '@longshore/schemas';
import { expect, it } from 'vitest';
import { placeWords } from './place-words.ts';

it('a place is told from the middle', () => {
  const { latitude, longitude } = CITY.centre;
  expect(placeWords(CITY.centre, CITY.centre)).toBe('the middle of the city');
  expect(placeWords({ latitude: latitude + 0.02, longitude }, CITY.centre)).toBe('2.2 km north of the middle');
  expect(placeWords({ latitude, longitude: longitude - 0.04 }, CITY.centre)).toBe('2.2 km west of the middle');
  expect(placeWords({ latitude: latitude - 0.02, longitude: longitude + 0.04 }, CITY.centre)).toBe(
    '3.1 km south-east of the middle',
  );
});
