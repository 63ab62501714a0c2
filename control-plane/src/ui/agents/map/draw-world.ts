import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outline from 'world-atlas/countries-110m.json';
import type { Coordinates, MapFrame } from './map-frame.ts';

// Natural Earth, 1:110 million: bundled, so that a map asks nobody for tiles.
const world = outline as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
const land = feature(world, world.objects.land);
const borders = mesh(world, world.objects.countries, (one, other) => one !== other);

/** The world as paths of an SVG, and where on it a place is. */
export interface DrawnWorld {
  land: string;
  borders: string;
  /** In pixels from the left and the top. */
  pointOf: (place: Coordinates) => { x: number; y: number };
}

/** Points along the edge of a frame: straight lines of the globe are not straight on the map. */
function edgeOf({ north, south, reach }: MapFrame): [number, number][] {
  const side = Math.min(reach, 179.9);
  const steps = [-1, -0.5, 0, 0.5, 1];
  return steps.flatMap((step): [number, number][] => [
    [step * side, north],
    [step * side, south],
    [-side, south + ((step + 1) / 2) * (north - south)],
    [side, south + ((step + 1) / 2) * (north - south)],
  ]);
}

/** A mark reaches so far over its point. */
const MARK_ABOVE_PX = 18;
/** Room for a mark's name, and for what stands at the foot of the map. */
const BELOW_PX = 56;

/** Draws the part of the world that is asked for, as large as fits. */
export function drawWorld(frame: MapFrame, width: number, height: number): DrawnWorld {
  const projection = geoNaturalEarth1().rotate([-frame.meridian, 0]);
  const turned = edgeOf(frame).map(([longitude, latitude]): [number, number] => [
    ((longitude + frame.meridian + 540) % 360) - 180,
    latitude,
  ]);
  projection.fitExtent(
    [
      [8, MARK_ABOVE_PX],
      [width - 8, height - BELOW_PX],
    ],
    { type: 'MultiPoint', coordinates: turned },
  );
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  const path = geoPath(projection).digits(1);
  return {
    land: path(land) ?? '',
    borders: path(borders) ?? '',
    pointOf: ({ latitude, longitude }) => {
      const [x = 0, y = 0] = projection([longitude, latitude]) ?? [];
      return { x, y };
    },
  };
}
