import { JOB_STATE_NAMES, JOB_STATES, type Overview } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { PageLink } from '../parts/page-link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import classes from './overview.module.css';

/** How many jobs are in each state; each leads to them. */
export function JobCounts({ counts }: { counts: Overview['jobs'] | undefined }) {
  return (
    <nav className={classes.counts} aria-label="Jobs by state">
      {JOB_STATE_NAMES.map((state) => (
        <PageLink key={state} href={`/jobs?filter=state:${state.toLowerCase()}`} className={classes.count}>
          <StateBadge view={JOB_STATES[state]} still />
          <span className={classes.figure} data-none={counts?.[state] === 0 || undefined}>
            {counts === undefined ? <Skeleton height={24} width={36} mt={3} mb={3} /> : formatCount(counts[state])}
          </span>
        </PageLink>
      ))}
    </nav>
  );
}
