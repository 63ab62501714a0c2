'use client';
import { FAILURES, JOB_STATES, type Overview } from '@longshore/schemas';
import { PageLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import { useRowClick } from '../parts/row-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { withStop } from '../words/sentence.ts';
import classes from './overview.module.css';

/** The newest failures, each with its reason and what to do. */
export function FailuresPanel({ overview: { recentFailures: failures } }: { overview: Overview }) {
  const click = useRowClick();
  if (failures.length === 0) return null;
  return (
    <Panel title="Recent failures" aside={<PageLink href="/jobs?filter=state:failed">All failures</PageLink>} flush>
      <ul className={classes.list}>
        {failures.map((job) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the row holds the link itself; a click anywhere is a convenience
          <li
            key={job.id}
            className={classes.item}
            data-linked
            onClick={click(`/jobs/${job.id}`)}
            style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}
          >
            <div>
              <PageLink href={`/jobs/${job.id}`} className={classes.name}>
                {job.name}
              </PageLink>
              <div className={classes.detail}>
                {job.reason === null
                  ? 'No reason was given'
                  : `${withStop(job.reason.message)} ${FAILURES[job.reason.code].advice}`}
              </div>
            </div>
            <div className={classes.right} style={{ textAlign: 'right' }}>
              <StateBadge view={JOB_STATES[job.state]} />
              <div className={classes.detail}>
                <Ago at={job.endedAt ?? job.createdAt} />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
