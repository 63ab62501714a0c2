'use client';
import {
  ATTEMPT_STATES,
  type JobDetail,
  type JobEvent,
  type JobUsage,
  TASK_STATES,
  type TaskView,
} from '@longshore/schemas';
import { formatBytes, formatCores, waitingWords } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useRef } from 'react';
import { jobUsageQuery } from '../api/queries.ts';
import { IdText } from '../parts/id-text.tsx';
import { progressWords } from '../parts/progress-bar.tsx';
import { StateBadge } from '../state/state-badge.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { withStop } from '../words/sentence.ts';
import classes from './tasks-tab.module.css';
import { PhaseBar } from './timeline/phase-bar.tsx';

/** The job's tasks with every attempt, on one time axis. */
export function TasksTab({ job, events }: { job: JobDetail; events: readonly JobEvent[] }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: job.tasks.length,
    getScrollElement: () => box.current,
    estimateSize: () => 76,
    overscan: 8,
  });
  const { data: usage } = useQuery({ ...jobUsageQuery(job.id), enabled: job.endedAt === null });
  const used = new Map(usage?.running.map((each) => [each.attemptId, each]));
  const fromMs = Date.parse(job.createdAt);
  const toMs = job.endedAt === null ? null : Date.parse(job.endedAt);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section ref={box} className={classes.box} tabIndex={0} aria-label="Tasks">
      <ul className={classes.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const task = job.tasks[item.index];
          return task === undefined ? null : (
            <li
              key={task.id}
              ref={rows.measureElement}
              data-index={item.index}
              className={classes.task}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Task task={task} events={events} used={used} fromMs={fromMs} toMs={toMs} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Task({
  task,
  events,
  used,
  fromMs,
  toMs,
}: {
  task: TaskView;
  events: readonly JobEvent[];
  /** What the attempts that run use, by their ids. */
  used: ReadonlyMap<string, JobUsage['running'][number]>;
  fromMs: number;
  toMs: number | null;
}) {
  return (
    <>
      <div className={classes.head}>
        <span className={classes.name}>Task {task.index}</span>
        <StateBadge view={TASK_STATES[task.state]} />
        {task.agentId == null ? null : <span className={classes.quiet}>for {task.agentId}</span>}
        {task.waitsFor === null ? null : <span className={classes.quiet}>{waitingWords(task.waitsFor)}</span>}
        <span className={classes.id}>
          <IdText id={task.id} what={`id of task ${task.index}`} />
        </span>
      </div>
      {task.attempts.length === 0 ? <p className={classes.quiet}>No attempt yet.</p> : null}
      {task.attempts.map((attempt) => (
        <div key={attempt.id} className={classes.attempt}>
          <span className={classes.try}>Try {attempt.attempt}</span>
          <StateBadge view={ATTEMPT_STATES[attempt.observed]} stale={attempt.unreachable} />
          <Link href={`/agents/${encodeURIComponent(attempt.agentId)}`} className={classes.agent}>
            {attempt.agentId}
          </Link>
          <div className={classes.bar}>
            <PhaseBar attempt={attempt} events={events} fromMs={fromMs} toMs={toMs} />
          </div>
          <span className={classes.took}>
            {attempt.startedAt === null ? '–' : <Elapsed from={attempt.startedAt} to={attempt.endedAt} />}
          </span>
          <div className={classes.more}>
            {attempt.reason === null ? null : <span>{withStop(attempt.reason.message)}</span>}
            <Used usage={used.get(attempt.id)} />
            {attempt.progress === null ? null : <span>{progressWords(attempt.progress)}</span>}
            {attempt.detail === null ? null : <span>{attempt.detail}</span>}
            {attempt.exitCode === null ? null : <span>exit code {attempt.exitCode}</span>}
            {attempt.containerId === null ? null : (
              <span>
                container <IdText id={attempt.containerId.slice(0, 12)} what="container id" />
              </span>
            )}
          </div>
        </div>
      ))}
    </>
  );
}

function Used({ usage }: { usage: JobUsage['running'][number] | undefined }) {
  if (usage === undefined) return null;
  return (
    <span className="ls-tabular">
      {formatCores(usage.cpuMillis)}, {formatBytes(usage.memoryBytes)}
    </span>
  );
}
