import { formatCount } from '@longshore/schemas/words';
import Link from 'next/link';
import classes from './timeline.module.css';

/** Says that there are newer events than were read, and where they are. */
export function TimelineCut({ count, jobId }: { count: number; jobId: string }) {
  return (
    <p className={classes.cut} role="note">
      These are the first {formatCount(count)} events; newer ones are not shown here. How each task ended stands under{' '}
      <Link href="?tab=tasks">Tasks</Link>; the API has every event: GET /jobs/{jobId}/events.
    </p>
  );
}
