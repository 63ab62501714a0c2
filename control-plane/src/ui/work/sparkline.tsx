import { formatCount, formatDuration } from '@longshore/schemas/words';
import { type DepthSample, depthPath } from './depths.ts';
import classes from './work.module.css';

const WIDTH = 240;
const HEIGHT = 36;

/** How many items waited since this browser has looked, in a line of its own. */
export function Sparkline({ samples, of }: { samples: readonly DepthSample[]; of: string }) {
  const most = Math.max(0, ...samples.map(({ waiting }) => waiting));
  const spanMs = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
  const span = formatDuration(Math.floor(spanMs / 1_000) * 1_000);
  const told = spanMs < 1_000 ? 'from now on' : `the last ${span}`;
  return (
    <div>
      <svg
        className={classes.spark}
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${of} waiting, ${told}: at most ${formatCount(most)}`}
      >
        <line className={classes['spark-floor']} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        <path className={classes['spark-line']} d={depthPath(samples, WIDTH, HEIGHT)} />
      </svg>
      <div className={classes['spark-words']} aria-hidden>
        <span>Waiting, {told}</span>
        <span>at most {formatCount(most)}</span>
      </div>
    </div>
  );
}
