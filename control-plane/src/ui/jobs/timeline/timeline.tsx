'use client';
import type { JobDetail, JobEvent } from '@longshore/schemas';
import { useMemo, useState } from 'react';
import { late } from '../../parts/late.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { type EventGroup, foldOf, groupEvents, SHOWN_AT_FIRST } from './group-events.ts';
import { PhaseBar, PhaseWords } from './phase-bar.tsx';
import classes from './timeline.module.css';
import { TimelineEntry } from './timeline-entry.tsx';

// For a job of several tasks.
const TaskChoice = late(
  async () => (await import('./task-choice.tsx')).TaskChoice,
  <Skeleton width={160} height={30} />,
);

// For a job of thousands of events.
const TimelineFold = late(async () => (await import('./timeline-fold.tsx')).TimelineFold);
const TimelineCut = late(async () => (await import('./timeline-cut.tsx')).TimelineCut);

export interface TimelineProps {
  job: JobDetail;
  events: readonly JobEvent[] | undefined;
  /** There are newer events than were read. */
  cut?: boolean;
}

/** What happened to a job: when, how long, where and why; each entry opens to all that is known of it. */
export function Timeline({ job, events, cut = false }: TimelineProps) {
  const [task, setTask] = useState<string | null>(null);
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const ended = job.endedAt !== null;
  const groups = useMemo(() => {
    const all = events ?? [];
    return groupEvents(
      task === null ? all : all.filter(({ taskIndex }) => taskIndex === null || taskIndex === Number(task)),
      ended,
    );
  }, [events, task, ended]);
  if (events === undefined) return <TimelineSkeleton />;
  const only = job.tasks.length === 1 ? job.tasks[0]?.attempts.at(-1) : undefined;
  const fold = foldOf(groups.length, shown);
  const entry = (group: EventGroup) => <TimelineEntry key={group.first.id} group={group} job={job} />;
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
        {fold === null ? (
          groups.map(entry)
        ) : (
          <>
            {groups.slice(0, fold.head).map(entry)}
            <TimelineFold hidden={fold.hidden} onMore={() => setShown(shown + SHOWN_AT_FIRST)} />
            {groups.slice(fold.head + fold.hidden).map(entry)}
          </>
        )}
      </ol>
      {cut ? <TimelineCut count={events.length} jobId={job.id} /> : null}
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
