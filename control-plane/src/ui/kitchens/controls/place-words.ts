import type { Location } from '@longshore/schemas/placement';

const NEXT_TO_NOTHING_KM = 0.1;
const KM_PER_DEGREE = 111.195;

/** A place as people say it, where the middle is known: `2.4 km north-east of the middle`. */
export function placeWords(place: Location, centre: Location): string {
  const north = (place.latitude - centre.latitude) * KM_PER_DEGREE;
  const east = (place.longitude - centre.longitude) * KM_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180);
  const km = Math.hypot(north, east);
  if (km < NEXT_TO_NOTHING_KM) return 'the middle of the city';
  const steep = Math.abs(north) / km;
  const along = [
    ...(steep > 0.38 ? [north > 0 ? 'north' : 'south'] : []),
    ...(steep < 0.92 ? [east > 0 ? 'east' : 'west'] : []),
  ].join('-');
  return `${km.toFixed(1)} km ${along} of the middle`;
}
