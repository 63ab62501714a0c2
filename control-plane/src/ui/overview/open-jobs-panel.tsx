'use client';
import { JOB_STATES, type Overview } from '@longshore/schemas';
import { plural, waitingWords } from '@longshore/schemas/words';
import { IconPackage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { jobsQuery } from '../api/queries.ts';
import { FIRST_JOB_COMMAND } from '../jobs/first-job-command.ts';
import { NewJobButton } from '../jobs/new-job-button.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProgressBar, progressWords } from '../parts/progress-bar.tsx';
import { useRowClick } from '../parts/row-link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Ago } from '../time/ago.tsx';
import { capitalised } from '../words/sentence.ts';
import classes from './overview.module.css';

const MOST = 8;
const OPEN = ['RUNNING', 'STOPPING', 'QUEUED'] as const;

/** The first of the jobs that have not ended. */
export const openJobsQuery = () => jobsQuery({ state: OPEN }, MOST);

/** The jobs that have not ended. */
export function OpenJobsPanel({ counts }: { counts: Overview['jobs'] | undefined }) {
  const click = useRowClick();
  const { data } = useQuery(openJobsQuery());
  const jobs = data?.items;
  const everything = counts === undefined ? 1 : Object.values(counts).reduce((sum, count) => sum + count, 0);
  const open = counts === undefined ? 0 : counts.RUNNING + counts.STOPPING + counts.QUEUED;

  return (
    <Panel
      title="Running and waiting"
      aside={
        open > MOST ? <PageLink href="/jobs?filter=state:running,stopping,queued">All {open}</PageLink> : undefined
      }
      flush
    >
      {jobs === undefined ? (
        <div className={classes.quiet}>
          <Skeleton height={14} width="70%" mb={14} />
          <Skeleton height={14} width="55%" mb={6} />
        </div>
      ) : jobs.length === 0 && everything === 0 ? (
        <Empty
          icon={<IconPackage size={22} />}
          title="Nothing has run yet"
          command={FIRST_JOB_COMMAND}
          action={<NewJobButton />}
        >
          Jobs that run or wait will stand here, with their progress. Start with 10,000 generated records on a topic.
        </Empty>
      ) : jobs.length === 0 ? (
        <p className={classes.quiet}>Nothing runs or waits.</p>
      ) : (
        <ul className={classes.list}>
          {jobs.map((job) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the row holds the link itself; a click anywhere is a convenience
            <li key={job.id} className={classes.item} data-linked onClick={click(`/jobs/${job.id}`)}>
              <div>
                <PageLink href={`/jobs/${job.id}`} className={classes.name}>
                  {job.name}
                </PageLink>
                <div className={classes.detail}>
                  {job.waitsFor === null ? (
                    <>
                      {job.progress === null ? plural(job.taskCount, 'task') : progressWords(job.progress)}
                      {job.agents.length === 0 ? null : ` on ${job.agents.join(', ')}`}
                      {' · '}
                      <Ago at={job.startedAt ?? job.createdAt} />
                    </>
                  ) : (
                    capitalised(waitingWords(job.waitsFor))
                  )}
                </div>
              </div>
              <div className={classes.middle}>
                {job.progress === null ? null : (
                  <ProgressBar bare progress={job.progress} state={job.state} label={`Progress of ${job.name}`} />
                )}
              </div>
              <StateBadge view={JOB_STATES[job.state]} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
