import { JOB_STATES, type JobSummary } from '@longshore/schemas';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { JobStanding, jobObject } from './job-columns.tsx';
import classes from './jobs.module.css';

/** A job on a phone. */
export function JobCard({ job }: { job: JobSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-head']}>
        <PageLink href={`/jobs/${job.id}`} className={classes.name}>
          {job.name}
        </PageLink>
        <StateBadge view={JOB_STATES[job.state]} />
      </div>
      <div className={classes.wrap}>
        <JobStanding job={job} />
      </div>
      <div className={classes['card-foot']}>
        <span className={classes.clip}>{jobObject(job)}</span>
        <Ago at={job.createdAt} />
      </div>
    </div>
  );
}
