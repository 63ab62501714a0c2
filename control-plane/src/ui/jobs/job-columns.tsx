import { imageRegistry, JOB_STATES, type JobSummary } from '@longshore/schemas';
import { formatCount, perHostWords, waitingWords } from '@longshore/schemas/words';
import type { Column } from '../parts/data-table.tsx';
import { IdText } from '../parts/id-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { ProgressBar, progressWords } from '../parts/progress-bar.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import classes from './jobs.module.css';

/** What a job is, in a few words: of a generator its topic, of any container its image. */
export function jobObject({ kind, topic, image }: JobSummary): string {
  if (kind === 'container') return image;
  return kind === 'data-generator' ? `records to ${topic ?? 'a topic'}` : `a ${kind}`;
}

/** Without the registry, which is the same for most: what tells images apart comes after it. */
function inShort(object: string): string {
  const registry = imageRegistry(object);
  return object.startsWith(`${registry}/`) ? object.slice(registry.length + 1) : object;
}

/** Where a job stands beyond its state: what it waits for, how far it is, or why it failed. */
export function JobStanding({ job }: { job: JobSummary }) {
  if (job.waitsFor !== null) return <span className={classes.dim}>{waitingWords(job.waitsFor)}</span>;
  if (job.reason !== null && job.state === 'FAILED')
    return (
      <span className={classes.reason} title={job.reason.message}>
        {job.reason.message}
      </span>
    );
  if (job.perHost !== undefined && job.endedAt === null) {
    return <span className={classes.dim}>on {perHostWords(job.perHost)}</span>;
  }
  if (job.progress !== null) {
    return (
      <span className={classes.standing}>
        <ProgressBar bare progress={job.progress} state={job.state} label={`Progress of ${job.name}`} />
        <span className={classes.dim}>{progressWords(job.progress)}</span>
      </span>
    );
  }
  if (job.taskCount > 1) {
    return (
      <span className={classes.dim}>
        {formatCount(job.tasksEnded)} of {formatCount(job.taskCount)} tasks ended
      </span>
    );
  }
  return <span className={classes.dim}>{job.exitCode === null ? '' : `exit code ${job.exitCode}`}</span>;
}

export const JOB_COLUMNS: Column<JobSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    cell: (job) => (
      <PageLink href={`/jobs/${job.id}`} className={classes.name} data-row-link>
        {job.name}
      </PageLink>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 118,
    cell: (job) => <StateBadge view={JOB_STATES[job.state]} />,
  },
  {
    id: 'standing',
    header: 'How far',
    width: '23%',
    clips: true,
    cell: (job) => (
      <div className={classes.clip}>
        <JobStanding job={job} />
      </div>
    ),
  },
  {
    id: 'what',
    header: 'Runs',
    width: '13%',
    clips: true,
    cell: (job) => (
      <div
        className={classes.clip}
        title={`${job.kind} · ${job.kind === 'data-generator' ? jobObject(job) : job.image}`}
      >
        {inShort(jobObject(job))}
      </div>
    ),
  },
  {
    id: 'agents',
    header: 'On',
    width: 96,
    clips: true,
    cell: (job) => (
      <span className={classes.dim} title={job.agents.join(', ')}>
        {job.agents.length > 2 ? `${job.agents.length} agents` : job.agents.join(', ') || '–'}
      </span>
    ),
  },
  {
    id: 'took',
    header: 'Took',
    numeric: true,
    width: 88,
    cell: (job) => (job.startedAt === null ? '–' : <Elapsed from={job.startedAt} to={job.endedAt} />),
  },
  {
    id: 'created',
    header: 'Submitted',
    numeric: true,
    width: 104,
    cell: (job) => <Ago at={job.createdAt} />,
  },
  {
    id: 'id',
    header: 'Id',
    width: 124,
    wide: true,
    cell: (job) => <IdText id={job.id} what={`id of ${job.name}`} />,
  },
];
