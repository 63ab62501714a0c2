import { formatCount } from '@longshore/schemas/words';
import { linePath, roundTop } from '../../measures/series.ts';
import classes from '../story.module.css';
import { SECOND_MS, type Story } from '../story.ts';

const WIDTH = 900;
const HEIGHT = 64;

export interface StoryChartProps {
  story: Story;
  atMs: number;
  of: 'received' | 'waiting';
}

const WORDS = {
  received: 'orders a second: came in, and became ready',
  waiting: 'orders that wait before the kitchens',
} as const;

/** What was counted second by second over the whole recording, and where in it one is. */
export function StoryChart({ story, atMs, of }: StoryChartProps) {
  const lines = of === 'received' ? (['ready', 'received'] as const) : (['waiting'] as const);
  const top = roundTop(Math.max(...lines.flatMap((name) => story[name])));
  const length = Math.max(1, story.received.length - 1);
  const x = Math.max(0, Math.min(1, (atMs - story.fromMs) / SECOND_MS / length)) * WIDTH;
  const second = Math.max(0, Math.min(length, Math.floor((atMs - story.fromMs) / SECOND_MS)));
  return (
    <figure className={classes.chart}>
      <figcaption>
        {WORDS[of]}, {formatCount(top)} at most
      </figcaption>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${WORDS[of]}: ${lines.map((name) => `${formatCount(story[name][second] ?? 0)} ${name}`).join(', ')} now`}
      >
        <line className={classes.floor} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {lines.map((name) => (
          <path key={name} className={classes.line} data-of={name} d={linePath(story[name], top, WIDTH, HEIGHT)} />
        ))}
        <line className={classes.playhead} x1={x} x2={x} y1={-2} y2={HEIGHT + 2} />
      </svg>
    </figure>
  );
}
