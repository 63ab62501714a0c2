'use client';
import { CITY } from '@longshore/schemas';
import { useEffect, useMemo, useState } from 'react';
import city from '../../city/city.module.css';
import { frameCity } from '../../city/city-frame.ts';
import { CityKey } from '../../city/city-key.tsx';
import { cityWords } from '../../city/city-words.ts';
import { Dots } from '../../city/dots.ts';
import { drawCity } from '../../city/draw-city.ts';
import { type DrawnKitchen, kitchenTone, namesFit } from '../../city/kitchen-look.ts';
import { spotsOf } from '../../city/kitchen-spots.ts';
import { FLIGHT_MS } from '../../city/live-city.ts';
import { RecordedCity } from '../../city/recorded-city.ts';
import { useCanvasStage } from '../../city/use-canvas-stage.ts';
import classes from '../story.module.css';
import type { Story } from '../story.ts';

export interface RecordedCityViewProps {
  story: Story;
  atMs: number;
  /** Milliseconds of the recording that go by in one of the scene: what flies takes as long to whoever watches. */
  pace: number;
  /** An order to be found in it, by its place in the recording. */
  followed?: number | undefined;
  /** Nothing flies. */
  still: boolean;
}

const MOST_DRAWN = 2_000;

/** The city as it was at a moment of a recording. */
export function RecordedCityView({ story, atMs, pace, followed, still }: RecordedCityViewProps) {
  const [dots] = useState(() => new Dots(MOST_DRAWN));
  const { canvas, width, height, wake } = useCanvasStage((context, palette) => {
    recorded.drawAt(atMs, dots, followed);
    drawCity(context, {
      frame,
      kitchens: kitchensNow(story, recorded, spots, atMs),
      dots,
      palette,
      names,
      chosen: null,
      pin: recorded.found,
    });
    return false;
  });
  const frame = useMemo(() => frameCity(CITY, Math.max(1, width), Math.max(1, height)), [width, height]);
  const spots = useMemo(() => spotsOf(frame, story.kitchens), [frame, story]);
  const names = useMemo(() => namesFit(spots), [spots]);
  const flightMs = still ? 0 : FLIGHT_MS * Math.max(0.05, pace);
  const recorded = useMemo(() => new RecordedCity(story, frame, spots, flightMs), [story, frame, spots, flightMs]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever of them changes, the picture is another
  useEffect(wake, [wake, atMs, recorded, followed]);
  const counts = useMemo(() => {
    const counted = new Dots(0);
    recorded.drawAt(atMs, counted);
    return counted.counts;
  }, [recorded, atMs]);
  return (
    <div className={city.city}>
      <div className={classes.stage}>
        <canvas ref={canvas} className={city.canvas} role="img" aria-label={cityWords(story.kitchens.length, counts)} />
      </div>
      <CityKey counts={counts} />
    </div>
  );
}

function kitchensNow(
  { kitchens }: Story,
  recorded: RecordedCity,
  spots: ReturnType<typeof spotsOf>,
  atMs: number,
): DrawnKitchen[] {
  return kitchens.flatMap(({ name, capacity, railMax }, index) => {
    const spot = spots[index];
    const state = recorded.stateAt(index, atMs);
    if (spot === undefined || state === 'closed') return [];
    const load = (recorded.held[index] ?? 0) / Math.max(1, capacity + railMax);
    const waiting = recorded.notBegun[index] ?? 0;
    return [
      { spot, name, load, waiting, tone: kitchenTone(state, load), out: state === 'lost' || state === 'opening' },
    ];
  });
}
