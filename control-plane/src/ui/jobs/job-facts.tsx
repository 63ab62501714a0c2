import type { JobDetail } from '@longshore/schemas';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { IdText } from '../parts/id-text.tsx';
import { Ago } from '../time/ago.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { formatBytes, formatCores, formatCount } from '../words/numbers.ts';
import classes from './job-facts.module.css';

/** What one wants to know of a job at a glance. */
export function JobFacts({ job }: { job: JobDetail }) {
  const attempts = job.tasks.flatMap((task) => task.attempts);
  const agents = [...new Set((job.agents.length > 0 ? job.agents : attempts.map(({ agentId }) => agentId)).toSorted())];
  const { resources } = job.spec;
  return (
    <dl className={classes.facts}>
      <Fact name="Submitted">
        <Ago at={job.createdAt} />
      </Fact>
      <Fact name={job.endedAt === null ? 'Running for' : 'Took'}>
        {job.startedAt === null ? '–' : <Elapsed from={job.startedAt} to={job.endedAt} />}
      </Fact>
      <Fact name="Image">
        <span className={classes.mono}>{job.image}</span>
      </Fact>
      {job.topic === null ? null : (
        <Fact name="Topic">
          <Link href={`/topics/${encodeURIComponent(job.topic)}`} className={classes.link}>
            {job.topic}
          </Link>
        </Fact>
      )}
      <Fact name={agents.length > 1 ? 'Agents' : 'Agent'}>
        {agents.length === 0
          ? 'none yet'
          : agents.slice(0, 3).map((agent, index) => (
              <span key={agent}>
                {index === 0 ? '' : ', '}
                <Link href={`/agents/${encodeURIComponent(agent)}`} className={classes.link}>
                  {agent}
                </Link>
              </span>
            ))}
        {agents.length > 3 ? ` and ${agents.length - 3} more` : ''}
      </Fact>
      <Fact name="Tasks">
        {job.taskCount === 1 ? '1' : `${formatCount(job.tasksEnded)} of ${formatCount(job.taskCount)} ended`}
      </Fact>
      <Fact name="Reserves">
        {formatCores(resources.cpuMillis)}, {formatBytes(resources.memoryBytes)}
        {job.taskCount > 1 ? ' each' : ''}
      </Fact>
      {job.exitCode === null ? null : <Fact name="Exit code">{job.exitCode}</Fact>}
      <Fact name="Id">
        <IdText id={job.id} what="job id" />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
