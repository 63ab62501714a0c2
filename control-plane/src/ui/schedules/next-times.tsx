'use client';
import { formatInZone, ownZone } from '@longshore/schemas/words';
import classes from './schedules.module.css';
import { Until } from './until.tsx';

/** Coming times, each as the clocks of the schedule's zone and of the reader's show it. */
export function NextTimes({ times, zone }: { times: readonly string[]; zone: string }) {
  const own = ownZone();
  return (
    <ol className={classes.times} aria-label="Next times">
      {times.map((at) => (
        <li key={at} className={classes.time}>
          <span className={classes.dim}>
            <Until at={at} zone={zone} />
          </span>
          <span>{formatInZone(at, zone)}</span>
          {own === zone ? null : <span className={classes.here}>{formatInZone(at, own)} here</span>}
        </li>
      ))}
    </ol>
  );
}
