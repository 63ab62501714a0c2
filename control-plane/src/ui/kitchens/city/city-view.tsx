'use client';
import type { KitchenSummary } from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';
import { type MouseEvent, type ReactNode, useEffect, useMemo } from 'react';
import { ProblemNote } from '../../parts/problem-note.tsx';
import classes from './city.module.css';
import type { CityCircle } from './city-frame.ts';
import { CityKey } from './city-key.tsx';
import { cityWords } from './city-words.ts';
import { drawCity } from './draw-city.ts';
import { drawnKitchens, namesFit } from './kitchen-look.ts';
import { KitchenMarks } from './kitchen-marks.tsx';
import { useCanvasStage } from './use-canvas-stage.ts';
import { useLiveCity } from './use-live-city.ts';

export interface CityViewProps {
  kitchens: readonly KitchenSummary[];
  circle: CityCircle | undefined;
  /** The kitchen that is looked at. */
  chosen: string | null;
  onChoose: (id: string | null) => void;
  /** Where the next order is placed from. */
  pin: Location | null;
  /** A click in the city; left out: it means nothing. */
  onPlace?: (place: Location) => void;
  /** Stands over the picture; null: nothing does. */
  over: ReactNode;
}

/** The city as it is now: kitchens, and every order on its way. */
export function CityView({ kitchens, circle, chosen, onChoose, pin, onPlace, over }: CityViewProps) {
  const stage = useCanvasStage((context, palette, nowMs) => {
    const untilMs = city.drawAt(nowMs, dots);
    drawCity(context, {
      frame,
      kitchens: drawn,
      dots,
      palette,
      names,
      chosen,
      pin: pin === null ? null : frame.pointOf(pin),
    });
    return untilMs > nowMs;
  });
  const { canvas, width, height, wake } = stage;
  const { city, dots, frame, spots, pulledAt, counts, error, retry } = useLiveCity(kitchens, circle, width, height);
  const drawn = useMemo(() => drawnKitchens(kitchens, spots), [kitchens, spots]);
  const names = useMemo(() => namesFit([...spots.values()]), [spots]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever of them changes, the picture is another
  useEffect(wake, [wake, pulledAt, drawn, frame, chosen, pin]);
  const place = (event: MouseEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = frame.placeAt({ x: event.clientX - box.left, y: event.clientY - box.top });
    if (at !== null) onPlace?.(at);
  };
  return (
    <div className={classes.city}>
      {error === null ? null : <ProblemNote error={error} retry={retry} />}
      <div className={classes.stage}>
        <canvas
          ref={canvas}
          className={classes.canvas}
          role="img"
          aria-label={cityWords(drawn.length, counts)}
          data-places={onPlace === undefined ? undefined : true}
          onClick={place}
        />
        <KitchenMarks kitchens={kitchens} spots={spots} chosen={chosen} onChoose={onChoose} />
        {over === null ? null : <div className={classes.over}>{over}</div>}
      </div>
      <CityKey counts={counts} />
    </div>
  );
}
