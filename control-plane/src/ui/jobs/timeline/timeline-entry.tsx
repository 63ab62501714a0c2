'use client';
import { FAILURES, type JobDetail } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useId } from 'react';
import { late } from '../../parts/late.tsx';
import { StateIcon } from '../../state/state-icon.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { formatClockTime, formatExact } from '../../time/exact-time.ts';
import { findName } from '../../words/find-name.ts';
import { capitalised, withStop } from '../../words/sentence.ts';
import { eventView } from './event-view.ts';
import type { EventGroup } from './group-events.ts';
import classes from './timeline.module.css';

// For whoever opens one.
export const EntryDetails = late(async () => (await import('./entry-details.tsx')).EntryDetails);

/** One entry of the spine. */
export function TimelineEntry({ group, job }: { group: EventGroup; job: JobDetail }) {
  const [opened, { toggle }] = useDisclosure(false);
  const detailId = useId();
  const { first, events } = group;
  const { words, state } = eventView(first, job);
  const several = events.length > 1;
  const message = withStop(first.message);
  const says = !several && message !== withStop(words);
  const pulling = pullOf(job, events);
  const agents = [...new Set(events.flatMap(({ agentId }) => agentId ?? []))];
  return (
    <li className={classes.entry} data-tone={state.tone} data-current={group.current || undefined}>
      <time className={classes.time} dateTime={first.at} title={formatExact(first.at)}>
        {formatClockTime(first.at)}
      </time>
      <span className={classes.mark} aria-hidden>
        <StateIcon icon={state.icon} size={14} />
      </span>
      <div className={classes.body}>
        <button type="button" className={classes.head} onClick={toggle} aria-expanded={opened} aria-controls={detailId}>
          <IconChevronRight size={14} className={classes.chevron} data-opened={opened || undefined} aria-hidden />
          <span className={classes.words}>
            {words}
            {several ? <span className={classes.quiet}> · {plural(events.length, 'task')}</span> : null}
            {!several && job.taskCount > 1 && first.taskIndex !== null ? (
              <span className={classes.quiet}> · task {first.taskIndex}</span>
            ) : null}
            {first.attempt !== null && first.attempt > 1 ? (
              <span className={classes.quiet}> · try {first.attempt}</span>
            ) : null}
          </span>
          <span className={classes.took}>
            {group.current ? (
              <Elapsed from={first.at} to={null} />
            ) : group.tookMs === null ? null : (
              formatDuration(group.tookMs)
            )}
          </span>
        </button>
        {pulling === null ? null : <div className={classes.message}>{withStop(capitalised(pulling))}</div>}
        <div className={classes.message}>
          {says ? <MessageWords message={message} agentId={first.agentId} /> : null}
          {agents.length === 0 || (says && findName(message, first.agentId ?? '\0') !== -1) ? null : (
            <>
              {says ? ' On ' : 'On '}
              {agents.slice(0, 4).map((agentId, index) => (
                <span key={agentId}>
                  {index === 0 ? '' : ', '}
                  <Link href={`/agents/${encodeURIComponent(agentId)}`}>{agentId}</Link>
                </span>
              ))}
              {agents.length > 4 ? ` and ${agents.length - 4} more` : ''}.
            </>
          )}
        </div>
        {first.reason === null ? null : <div className={classes.advice}>{FAILURES[first.reason.code].advice}</div>}
        <div id={detailId}>{opened ? <EntryDetails group={group} job={job} /> : null}</div>
      </div>
    </li>
  );
}

/** How far the pull is that these events began, while it goes on; tasks that wait for the same image share it. */
function pullOf(job: JobDetail, events: EventGroup['events']): string | null {
  if (events[0]?.type !== 'ImagePulling') return null;
  const begun = new Set(events.map(({ attemptId }) => attemptId));
  const pulls = job.tasks.flatMap(({ attempts }) =>
    attempts.filter(({ id, observed }) => observed === 'PULLING' && begun.has(id)),
  );
  return pulls.find(({ detail }) => detail !== null)?.detail ?? null;
}

/** A message in which the agent's name leads to the agent. */
function MessageWords({ message, agentId }: { message: string; agentId: string | null }) {
  const found = agentId === null ? -1 : findName(message, agentId);
  if (agentId === null || found === -1) return message;
  return (
    <>
      {message.slice(0, found)}
      <Link href={`/agents/${encodeURIComponent(agentId)}`}>{agentId}</Link>
      {message.slice(found + agentId.length)}
    </>
  );
}
