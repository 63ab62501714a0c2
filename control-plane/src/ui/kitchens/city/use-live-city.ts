'use client';
import { CITY, type KitchenSummary } from '@longshore/schemas';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { type CityCircle, type CityFrame, frameCity } from './city-frame.ts';
import { Dots } from './dots.ts';
import { type KitchenSpot, spotsOf } from './kitchen-spots.ts';
import { LiveCity } from './live-city.ts';
import { useChangesFeed } from './use-changes-feed.ts';

/** More marks than these nobody tells apart, and no frame should have to draw. */
const MOST_DRAWN = 2_000;

export interface LiveCityView {
  city: LiveCity;
  dots: Dots;
  frame: CityFrame;
  spots: ReadonlyMap<string, KitchenSpot>;
  /** Changes with each answer: what is shown may be another. */
  pulledAt: number;
  /** Orders by how they are drawn (LOOKS). */
  counts: readonly number[];
  error: Error | null;
  retry: () => void;
}

/** The orders of the city, kept up with what is told of them for as long as it is shown. */
export function useLiveCity(
  kitchens: readonly KitchenSummary[],
  circle: CityCircle | undefined,
  width: number,
  height: number,
): LiveCityView {
  const still = useReducedMotion();
  const frame = useMemo(
    () => frameCity(circle ?? CITY, Math.max(width, 1), Math.max(height, 1)),
    [circle, width, height],
  );
  const [{ city, dots }] = useState(() => ({ city: new LiveCity(frame), dots: new Dots(MOST_DRAWN) }));
  const pulled = useChangesFeed(() => ({
    replace: (orders) => city.replace(orders, performance.now()),
    take: (orders) => city.take(orders, performance.now()),
  }));
  // Loads change four times a second, and move nothing.
  const where = JSON.stringify(
    kitchens
      .filter(({ state }) => state !== 'closed')
      .map(({ id, location, capacity }) => ({ id, location, capacity })),
  );
  const spots = useMemo(() => spotsOf(frame, JSON.parse(where)), [frame, where]);
  useEffect(() => {
    city.still = still;
    city.layOut(frame, spots, performance.now());
  }, [city, frame, spots, still]);
  return {
    city,
    dots,
    frame,
    spots: useMemo(() => new Map(spots.map((spot) => [spot.id, spot])), [spots]),
    pulledAt: pulled.dataUpdatedAt,
    // biome-ignore lint/correctness/useExhaustiveDependencies: they are others with each answer
    counts: useMemo(() => city.countLooks(), [city, pulled.dataUpdatedAt]),
    error: pulled.error,
    retry: () => void pulled.refetch(),
  };
}
