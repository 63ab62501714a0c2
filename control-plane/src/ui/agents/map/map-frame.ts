/** A point of the world in degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** The part of the world that a map shows, in degrees around the meridian in its middle. */
export interface MapFrame {
  readonly meridian: number;
  readonly north: number;
  readonly south: number;
  /** Degrees to each side of the meridian. */
  readonly reach: number;
}

/** Where nearly all land is that has people on it. */
export const WORLD: MapFrame = { meridian: 11, north: 80, south: -56, reach: 180 };

/** Less would not be recognised as a part of the world: about that from Lisbon to Warsaw. */
const LEAST_REACH = 18;
const LEAST_HEIGHT = 18;
/** Wider than this, the whole world is the better picture. */
const MOST_REACH = 90;
const AROUND = 1.25;

/** The part of the world around some places; of none, or of places all over it, the whole. */
export function frameAround(places: readonly Coordinates[]): MapFrame {
  if (places.length === 0) return WORLD;
  const { meridian, reach } = narrowest(places.map(({ longitude }) => longitude));
  if (reach * AROUND > MOST_REACH) return WORLD;
  const latitudes = places.map(({ latitude }) => latitude);
  const middle = (Math.max(...latitudes) + Math.min(...latitudes)) / 2;
  const height = Math.max(LEAST_HEIGHT, ((Math.max(...latitudes) - Math.min(...latitudes)) / 2) * AROUND);
  return {
    meridian,
    reach: Math.max(LEAST_REACH, reach * AROUND),
    north: Math.min(85, middle + height),
    south: Math.max(-85, middle - height),
  };
}

/** The narrowest part of the globe that holds all, also across the date line: what is left of the widest gap. */
function narrowest(longitudes: readonly number[]): { meridian: number; reach: number } {
  const sorted = longitudes.toSorted((a, b) => a - b);
  const gaps = sorted.map((west, index) => {
    const east = sorted[index + 1] ?? (sorted[0] ?? 0) + 360;
    return { after: west, until: east, width: east - west };
  });
  const widest = gaps.reduce((most, gap) => (gap.width > most.width ? gap : most));
  const reach = (360 - widest.width) / 2;
  return { meridian: normalised(widest.until + reach), reach };
}

/** Between -180 and 180. */
function normalised(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}
