'use client';
import type { JobDetail, JobEvent } from '@longshore/schemas';
import { useState } from 'react';
import { late } from '../../parts/late.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { groupEvents } from './group-events.ts';
import { PhaseBar, PhaseWords } from './phase-bar.tsx';
import classes from './timeline.module.css';
import { TimelineEntry } from './timeline-entry.tsx';

// For a job of several tasks.
const TaskChoice = late(
  async () => (await import('./task-choice.tsx')).TaskChoice,
  <Skeleton width={160} height={30} />,
);

/** What happened to a job: when, how long, where and why; each entry opens to all that is known of it. */
export function Timeline({ job, events }: { job: JobDetail; events: readonly JobEvent[] | undefined }) {
  const [task, setTask] = useState<string | null>(null);
  if (events === undefined) return <TimelineSkeleton />;
  const wanted =
    task === null ? events : events.filter(({ taskIndex }) => taskIndex === null || taskIndex === Number(task));
  const groups = groupEvents(wanted, job.endedAt !== null);
  const only = job.tasks.length === 1 ? job.tasks[0]?.attempts.at(-1) : undefined;
  return (
    <div className={classes.layout}>
      {only === undefined ? null : (
        <section aria-label="Where the time went" className={classes.phases}>
          <PhaseBar
            attempt={only}
            events={events}
            fromMs={Date.parse(only.createdAt)}
            toMs={only.endedAt === null ? null : Date.parse(only.endedAt)}
          />
          <PhaseWords attempt={only} events={events} />
        </section>
      )}
      {job.taskCount > 1 ? <TaskChoice tasks={job.tasks} task={task} onChange={setTask} /> : null}
      <ol className={classes.spine} aria-label="Timeline">
        {groups.map((group) => (
          <TimelineEntry key={group.first.id} group={group} job={job} />
        ))}
      </ol>
    </div>
  );
}

function TimelineSkeleton() {
  return (
    <div className={classes.layout} aria-busy>
      {[70, 45, 60, 52, 66].map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} my={8} />
      ))}
    </div>
  );
}
