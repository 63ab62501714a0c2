import type { JobDetail } from '@longshore/schemas';
import { formatBytes, formatCores, formatCount, perHostWords } from '@longshore/schemas/words';
import Link from 'next/link';
import { type Fact, Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { Ago } from '../time/ago.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { formatExact } from '../time/exact-time.ts';
import classes from './job-facts.module.css';

/** What one wants to know of a job at a glance. */
export function JobFacts({ job }: { job: JobDetail }) {
  const { resources } = job.spec;
  const agents = agentsOf(job);
  const facts: Fact[] = [
    ['Submitted', <Ago key="submitted" at={job.createdAt} />],
    timeFact(job),
    [
      'Image',
      <span key="image" className={classes.mono}>
        {job.image}
      </span>,
    ],
    ...(job.topic === null ? [] : [['Topic', <TopicLink key="topic" name={job.topic} />] satisfies Fact]),
    ...(job.spec.kind === 'sort' ? [['Does', <SortLink key="sort" id={job.spec.sort.id} />] satisfies Fact] : []),
    ...(job.spec.kind === 'kitchen' ? [['Does', <KitchenLink key="kitchen" job={job.spec} />] satisfies Fact] : []),
    ...(job.schedule === null
      ? []
      : [['Schedule', <ScheduleLink key="schedule" schedule={job.schedule} />] satisfies Fact]),
    [agents.length > 1 ? 'Agents' : 'Agent', <AgentLinks key="agents" agents={agents} />],
    [
      'Tasks',
      job.perHost !== undefined
        ? perHostWords(job.perHost)
        : job.taskCount === 1
          ? '1'
          : `${formatCount(job.tasksEnded)} of ${formatCount(job.taskCount)} ended`,
    ],
    [
      'Reserves',
      `${formatCores(resources.cpuMillis)}, ${formatBytes(resources.memoryBytes)}${job.taskCount > 1 || job.perHost !== undefined ? ' each' : ''}`,
    ],
    ...(job.exitCode === null ? [] : [['Exit code', job.exitCode] satisfies Fact]),
    ['Id', <IdText key="id" id={job.id} what="job id" />],
  ];
  return <Facts facts={facts} />;
}

/** How long it waits, runs or took; one that ended without having run took no time. */
function timeFact({ createdAt, startedAt, endedAt }: JobDetail): Fact {
  if (startedAt !== null) {
    return [endedAt === null ? 'Running for' : 'Took', <Elapsed key="took" from={startedAt} to={endedAt} />];
  }
  return endedAt === null ? ['Waiting for', <Elapsed key="waits" from={createdAt} to={null} />] : ['Took', '–'];
}

/** The agents that hold its tasks, or held them. */
function agentsOf(job: JobDetail): string[] {
  const held = job.tasks.flatMap((task) => task.attempts.map(({ agentId }) => agentId));
  return [...new Set(job.agents.length > 0 ? job.agents : held)].toSorted();
}

function TopicLink({ name }: { name: string }) {
  return (
    <Link href={`/topics/${encodeURIComponent(name)}`} className={classes.link}>
      {name}
    </Link>
  );
}

/** The sort whose containers these are. */
function SortLink({ id }: { id: string }) {
  return (
    <Link href={`/sorts/${id}`} className={classes.link}>
      the sort …{id.slice(-8)}
    </Link>
  );
}

function KitchenLink({ job: { kitchen, parallelism } }: { job: Extract<JobDetail['spec'], { kind: 'kitchen' }> }) {
  return (
    <Link href="/kitchens" className={classes.link}>
      {parallelism === 1 ? `the kitchen ${kitchen.id}` : `${parallelism} kitchens, ${kitchen.id}-1 and on`}
    </Link>
  );
}

/** The schedule, and the time it was started for on hover. */
function ScheduleLink({ schedule: { id, name, nominalAt } }: { schedule: NonNullable<JobDetail['schedule']> }) {
  return (
    <Link
      href={`/schedules/${id}`}
      className={classes.link}
      title={nominalAt === null ? 'Started by hand' : formatExact(nominalAt)}
    >
      {name}
    </Link>
  );
}

function AgentLinks({ agents }: { agents: readonly string[] }) {
  if (agents.length === 0) return 'none yet';
  return (
    <>
      {agents.slice(0, 3).map((agent, index) => (
        <span key={agent}>
          {index === 0 ? '' : ', '}
          <Link href={`/agents/${encodeURIComponent(agent)}`} className={classes.link}>
            {agent}
          </Link>
        </span>
      ))}
      {agents.length > 3 ? ` and ${agents.length - 3} more` : ''}
    </>
  );
}
