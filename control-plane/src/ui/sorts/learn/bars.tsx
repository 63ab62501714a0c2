import { VisuallyHidden } from '@mantine/core';
import classes from './bars.module.css';
import type { Frame, Zones } from './play-trace.ts';

/** From so many numbers on there is no room for them under the bars. */
const MOST_LABELLED = 24;

export interface BarsProps {
  frame: Frame;
  /** As they came. */
  values: readonly number[];
}

/** The numbers as bars. A bar is one number for good: it moves when its number does. */
export function Bars({ frame, values }: BarsProps) {
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  const heightOf = (value: number) => (span === 0 ? 50 : 6 + ((value - least) / span) * 94);
  const wide = 100 / values.length;
  const placeOf = new Map(frame.order.map((number, place) => [number, place]));
  const labelled = values.length <= MOST_LABELLED;
  return (
    <div className={classes.stage}>
      <div className={classes.bars} aria-hidden>
        {values.map((value, number) => {
          const place = placeOf.get(number) ?? number;
          return (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a number is known by the place where it came
              key={number}
              className={classes.column}
              data-look={lookOf(frame, place)}
              data-touched={frame.places.includes(place) || undefined}
              style={{ width: `${wide}%`, transform: `translateX(${place * 100}%)` }}
            >
              <i className={classes.bar} style={{ height: `${heightOf(value)}%` }} />
              {labelled ? <span className={classes.number}>{value}</span> : null}
              <span className={classes.pointer} />
            </div>
          );
        })}
      </div>
      <ZoneStrip frame={frame} count={values.length} />
      <VisuallyHidden>Now: {frame.order.map((number) => values[number]).join(', ')}</VisuallyHidden>
    </div>
  );
}

/** What is known of what stands at a place. */
function lookOf({ placed, range, zones, pivot }: Frame, place: number): string {
  if (placed[place]) return 'placed';
  if (range === null || place < range.from || place >= range.to) return 'rest';
  if (place === pivot) return 'equal';
  if (zones === null) return 'unknown';
  if (place < zones.less) return 'less';
  if (place < zones.at) return 'equal';
  return place < zones.greater ? 'unknown' : 'greater';
}

/** The same in words, under the bars that it is about. */
function ZoneStrip({ frame: { zones, range }, count }: { frame: Frame; count: number }) {
  const parts =
    zones === null ? (range === null ? [] : [['the range', range.from, range.to, 'unknown'] as const]) : zonesOf(zones);
  return (
    <div className={classes.strip} aria-hidden>
      {parts
        .filter(([, from, to]) => to > from)
        .map(([word, from, to, look]) => (
          <span
            key={word}
            className={classes.zone}
            data-look={look}
            style={{ left: `${(from / count) * 100}%`, width: `${((to - from) / count) * 100}%` }}
          >
            <span>{word}</span>
          </span>
        ))}
    </div>
  );
}

function zonesOf({ from, less, at, greater, to }: Zones) {
  return [
    ['less', from, less, 'less'],
    ['equal', less, at, 'equal'],
    ['not looked at', at, greater, 'unknown'],
    ['greater', greater, to, 'greater'],
  ] as const;
}
