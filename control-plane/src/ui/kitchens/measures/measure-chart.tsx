'use client';
import { type PointerEvent, useRef } from 'react';
import classes from './measures.module.css';
import { linePath, mostOf, roundTop, type Series } from './series.ts';

export interface MeasureChartProps {
  /** What it shows in a sentence, for whoever does not see it. */
  label: string;
  series: readonly Series[];
  /** The top of the axis; left out: a round number above all values. */
  top?: number;
  format: (value: number) => string;
  /** The piece that is pointed at, in all charts of the page; null: none. */
  cursor: number | null;
  onCursor: (index: number | null) => void;
}

const WIDTH = 300;
const HEIGHT = 72;

/** A small chart: lines over time, the top of the axis at the side, and what is pointed at in words. */
export function MeasureChart({ label, series, top, format, cursor, onCursor }: MeasureChartProps) {
  const box = useRef<SVGSVGElement>(null);
  const most = top ?? roundTop(mostOf(series));
  const count = series[0]?.values.length ?? 0;
  const point = (event: PointerEvent) => {
    const at = box.current?.getBoundingClientRect();
    if (at === undefined || count < 2) return;
    const share = (event.clientX - at.left) / Math.max(1, at.width);
    onCursor(Math.max(0, Math.min(count - 1, Math.round(share * (count - 1)))));
  };
  const cursorX = cursor === null || count < 2 ? null : (cursor / (count - 1)) * WIDTH;
  return (
    <div className={classes.chart}>
      <div className={classes.axis} aria-hidden>
        <span>{format(most)}</span>
        <span>{format(0)}</span>
      </div>
      <svg
        ref={box}
        className={classes.lines}
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        onPointerMove={point}
        onPointerLeave={() => onCursor(null)}
      >
        <line className={classes.floor} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        <line className={classes.floor} x1={0} x2={WIDTH} y1={0} y2={0} data-top />
        {series.toReversed().map(({ name, values }) => (
          <path key={name} className={classes.line} data-of={name} d={linePath(values, most, WIDTH, HEIGHT)} />
        ))}
        {cursorX === null ? null : <line className={classes.cursor} x1={cursorX} x2={cursorX} y1={0} y2={HEIGHT} />}
      </svg>
    </div>
  );
}
