'use client';
import { FAILURES, type JobDetail } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import Link from 'next/link';
import { IdText } from '../../parts/id-text.tsx';
import { formatClockTime, formatExact } from '../../time/exact-time.ts';
import type { EventGroup } from './group-events.ts';
import classes from './timeline.module.css';

const MOST_LISTED = 50;

/** All that is known of an entry of the timeline, once it is opened. */
export function EntryDetails({ group, job }: { group: EventGroup; job: JobDetail }) {
  const { first, events } = group;
  if (events.length > 1) {
    return (
      <ul className={classes.details}>
        {events.slice(0, MOST_LISTED).map((event) => (
          <li key={event.id}>
            <span className={classes.time}>{formatClockTime(event.at)}</span> task {event.taskIndex}: {event.message}
          </li>
        ))}
        {events.length > MOST_LISTED ? <li>and {events.length - MOST_LISTED} more</li> : null}
      </ul>
    );
  }
  const sinceSubmit = Date.parse(first.at) - Date.parse(job.createdAt);
  return (
    <dl className={classes.facts}>
      <dt>When</dt>
      <dd>
        {formatExact(first.at)}, {formatDuration(sinceSubmit)} after the submit
      </dd>
      {first.reason === null ? null : (
        <>
          <dt>Why</dt>
          <dd>
            {FAILURES[first.reason.code].words} ({first.reason.code});{' '}
            {first.reason.retryable ? 'another try may help' : 'another try would end the same'}
          </dd>
        </>
      )}
      {first.attemptId === null ? null : (
        <>
          <dt>Attempt</dt>
          <dd>
            <IdText id={first.attemptId} what="attempt id" full />
          </dd>
        </>
      )}
      {first.type === 'TaskPlaced' ? (
        <>
          <dt>Receipt</dt>
          <dd>
            <Link
              href={`?tab=placement${first.taskIndex === null ? '' : `&task=${first.taskIndex}`}${first.attempt === null ? '' : `&try=${first.attempt}`}`}
            >
              Why there: the placement receipt
            </Link>
          </dd>
        </>
      ) : null}
      <dt>Event</dt>
      <dd>{first.type}</dd>
    </dl>
  );
}
