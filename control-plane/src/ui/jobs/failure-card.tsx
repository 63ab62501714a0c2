import { FAILURES, type JobDetail, type JobEvent } from '@longshore/schemas';
import { formatDuration, plural } from '@longshore/schemas/words';
import Link from 'next/link';
import { StateIcon } from '../state/state-icon.tsx';
import { withStop } from '../words/sentence.ts';
import classes from './failure-card.module.css';
import { eventView } from './timeline/event-view.ts';

const MOST_BEFORE = 5;

/** Of a failed job: the reason, what happened before, and what to do, in that order. */
export function FailureCard({ job, events }: { job: JobDetail; events: readonly JobEvent[] }) {
  if (job.state !== 'FAILED' || job.reason === null) return null;
  const { reason } = job;
  const known = FAILURES[reason.code];
  // The table's words are the title: not said twice.
  const more = reason.message.startsWith(known.words)
    ? reason.message.slice(known.words.length).replace(/^[:.\s]+/, '')
    : reason.message;
  const failedTasks = job.tasks.filter((task) => task.state === 'FAILED');
  const last = failedTasks[0]?.attempts.at(-1);
  const before = events
    .filter(
      (event) => event.attemptId === last?.id || (event.attemptId === null && event.type === 'TaskRetryScheduled'),
    )
    .slice(-MOST_BEFORE);
  const tries = last?.attempt ?? 1;
  return (
    <section className={classes.card} data-tone="badly" aria-label="Why it failed">
      <div className={classes.reason}>
        <StateIcon icon="cross" size={20} />
        <div>
          <h2>{known.words}</h2>
          {more === '' ? null : <p>{withStop(more)}</p>}
        </div>
      </div>
      <div className={classes.columns}>
        <div>
          <h3>What happened before</h3>
          <ol>
            {tries > 1 ? <li>{plural(tries - 1, 'earlier try', 'earlier tries')} failed too</li> : null}
            {before.map((event) => (
              <li key={event.id}>
                {eventView(event, job).words}
                {event.agentId === null ? '' : ` on ${event.agentId}`},{' '}
                <span className="ls-tabular">{formatDuration(Date.parse(event.at) - Date.parse(job.createdAt))}</span>{' '}
                after the submit
              </li>
            ))}
          </ol>
        </div>
        <div>
          <h3>What to do</h3>
          <p>{known.advice}</p>
          <p>
            {reason.code === 'REGISTRY_CREDENTIALS_REFUSED' ? (
              <>
                <Link href="/registries">Sign in to the registry</Link> ·{' '}
              </>
            ) : null}
            <Link href="?tab=logs">Read its log</Link> ·{' '}
            <Link href={`/jobs/new?from=${job.id}`}>Run again with changes</Link>
          </p>
        </div>
      </div>
    </section>
  );
}
