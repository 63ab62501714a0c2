import classes from './learn.module.css';
import type { Moment } from './lesson.ts';

const WIDTH = 720;
const HEIGHT = 260;
const GAP = 2;
/** Of the height, so much is left to the least value. */
const LEAST = 0.06;

/** Values as bars, which move as they change places. What it shows is also said in words below it. */
export function Bars({ values, moment }: { values: readonly number[]; moment: Moment }) {
  const width = WIDTH / values.length;
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const positions = new Map(moment.bars.map((bar, position) => [bar, position]));
  return (
    <svg className={classes.bars} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden preserveAspectRatio="none">
      {moment.range === null ? null : (
        <rect
          className={classes.range}
          x={moment.range.from * width}
          width={(moment.range.to - moment.range.from) * width}
          height={HEIGHT}
        />
      )}
      {values.map((value, bar) => {
        const position = positions.get(bar) ?? bar;
        const height = HEIGHT * (LEAST + (1 - LEAST) * ((value - least) / span));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place at first, for as long as there is this lesson.
            key={bar}
            className={classes.bar}
            data-look={lookOf(moment, bar, position)}
            style={{ transform: `translateX(${position * width + GAP / 2}px)` }}
            width={Math.max(1, width - GAP)}
            y={HEIGHT - height}
            height={height}
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
    </svg>
  );
}

/** How a bar looks; the first that fits. */
function lookOf({ active, act, pivot, placed, range }: Moment, bar: number, position: number): string {
  if (act !== null && active.includes(position)) return act;
  if (bar === pivot) return 'pivot';
  if (placed[position] === true) return 'placed';
  if (range !== null && (position < range.from || position >= range.to)) return 'waiting';
  return 'open';
}
