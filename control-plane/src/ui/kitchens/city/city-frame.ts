import type { Location } from '@longshore/schemas/placement';

/** The circle in which everything happens. */
export interface CityCircle {
  centre: Location;
  radiusKm: number;
}

/** A point of the picture, in pixels from its left and top. */
export interface Point {
  x: number;
  y: number;
}

/** Where orders wait that no kitchen has: columns of so many, from the city outwards. */
export interface WaitingLine {
  /** Of the first in it. */
  x: number;
  y: number;
  /** From one to the next of a column, and from a column to the next. */
  stepX: number;
  stepY: number;
  /** In a column, or in a row where it lies below the city. */
  deep: number;
  columns: number;
  /** Whether it is filled row by row. */
  below: boolean;
}

/** How the city lies in a picture. */
export interface CityFrame {
  width: number;
  height: number;
  middle: Point;
  radius: number;
  line: WaitingLine;
  pointOf: (place: Location) => Point;
  /** null: outside of the city. */
  placeAt: (point: Point) => Location | null;
}

const KM_PER_DEGREE = 111.195;
const EDGE_PX = 26;
/** Where there is so much more width than height, the line stands beside the city. */
const BESIDE_FROM_PX = 150;
const STEP_PX = 9;
const BELOW_ROWS = 6;
const LABEL_PX = 22;

/**
 * Lays the city into a picture: as large as fits, with room for those who wait beside it, or below it where the picture is
 * narrow. Within a city the Earth is flat enough: what is north is above, to scale.
 */
export function frameCity({ centre, radiusKm }: CityCircle, width: number, height: number): CityFrame {
  const beside = width - height >= BESIDE_FROM_PX;
  const roomBelow = beside ? 0 : BELOW_ROWS * STEP_PX + LABEL_PX;
  const radius = Math.max(20, Math.min(width / 2 - (beside ? 0 : 6), (height - roomBelow) / 2) - EDGE_PX);
  const lineWidth = beside ? Math.min(width - 2 * (radius + EDGE_PX), 15 * STEP_PX) : 0;
  const middle = {
    x: beside ? lineWidth + (width - lineWidth) / 2 : width / 2,
    y: (height - roomBelow) / 2,
  };
  const pxPerKm = radius / radiusKm;
  const kmPerLongitude = KM_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180);
  return {
    width,
    height,
    middle,
    radius,
    line: beside ? lineBeside(lineWidth, height) : lineBelow(width, height - roomBelow),
    pointOf: ({ latitude, longitude }) => ({
      x: middle.x + (longitude - centre.longitude) * kmPerLongitude * pxPerKm,
      y: middle.y - (latitude - centre.latitude) * KM_PER_DEGREE * pxPerKm,
    }),
    placeAt: ({ x, y }) => {
      const [right, up] = [(x - middle.x) / pxPerKm, (middle.y - y) / pxPerKm];
      if (Math.hypot(right, up) > radiusKm) return null;
      return {
        latitude: centre.latitude + up / KM_PER_DEGREE,
        longitude: centre.longitude + right / kmPerLongitude,
      };
    },
  };
}

function lineBeside(lineWidth: number, height: number): WaitingLine {
  const deep = Math.max(1, Math.floor((height - 2 * EDGE_PX - LABEL_PX) / STEP_PX));
  return {
    // The first stands nearest to the city.
    x: Math.max(EDGE_PX / 2, lineWidth - STEP_PX),
    y: EDGE_PX + LABEL_PX,
    stepX: -STEP_PX,
    stepY: STEP_PX,
    deep,
    columns: Math.max(1, Math.floor((lineWidth - STEP_PX) / STEP_PX)),
    below: false,
  };
}

function lineBelow(width: number, top: number): WaitingLine {
  return {
    x: 12,
    y: top + LABEL_PX - 4,
    stepX: STEP_PX,
    stepY: STEP_PX,
    deep: Math.max(1, Math.floor((width - 24) / STEP_PX)),
    columns: BELOW_ROWS - 1,
    below: true,
  };
}

/** How many have a place of their own in the line; whoever comes after them stands on the last. */
export function lineRoom({ deep, columns }: WaitingLine): number {
  return deep * columns;
}

/** Where the one stands that has so many before it. Two numbers in the place of a point: it is asked for each frame. */
export function lineX({ x, stepX, deep, below }: WaitingLine, before: number): number {
  return below ? x + (before % deep) * stepX : x + Math.floor(before / deep) * stepX;
}

export function lineY({ y, stepY, deep, below }: WaitingLine, before: number): number {
  return below ? y + Math.floor(before / deep) * stepY : y + (before % deep) * stepY;
}
