import type { JobDetail } from '@longshore/schemas';
import { waitingWords } from '@longshore/schemas/words';
import Link from 'next/link';
import { Note } from '../parts/note.tsx';
import { StateIcon } from '../state/state-icon.tsx';
import { formatClockTime } from '../time/exact-time.ts';
import { capitalised, withStop } from '../words/sentence.ts';
import { placeInQueue } from './queue/queue-words.ts';

/** Why a job waits, and what would end the wait. */
export function WaitingNote({ job }: { job: JobDetail }) {
  const waiting = job.tasks.find((task) => task.state === 'QUEUED' && task.waitsFor !== null);
  const retrying = job.tasks.find((task) => task.state === 'BACKOFF' && task.retryAt !== null);
  const why = job.waitsFor ?? waiting?.waitsFor ?? null;
  if (why !== null) {
    const fit = waiting?.receipt?.wouldFit ?? [];
    return (
      <Note tone="look" icon={<StateIcon icon="hourglass" size={18} />} title={capitalised(waitingWords(why))}>
        {job.queue == null ? null : (
          <>
            <Link href="/jobs/queue" style={{ textDecoration: 'underline' }}>
              {placeInQueue(job.queue)}
            </Link>
            {'. '}
          </>
        )}
        {fit.length === 0
          ? 'It is placed as soon as an agent can hold it.'
          : withStop(`It would fit with ${fit.join(', or ')}`)}{' '}
        <Link href="?tab=placement" style={{ textDecoration: 'underline' }}>
          What each agent lacks
        </Link>
      </Note>
    );
  }
  if (retrying?.retryAt != null) {
    const failure = retrying.attempts.at(-1)?.reason;
    return (
      <Note
        tone="look"
        icon={<StateIcon icon="hourglass" size={18} />}
        title={`Task ${retrying.index} is tried again at ${formatClockTime(retrying.retryAt).slice(0, 8)}`}
      >
        {failure == null ? null : withStop(failure.message)}
      </Note>
    );
  }
  return null;
}
