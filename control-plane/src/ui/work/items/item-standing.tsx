import { WORK_FAILURES, type WorkItemSummary } from '@longshore/schemas';
import jobs from '../../jobs/jobs.module.css';
import { ProgressTrack, progressWords } from '../../parts/progress-bar.tsx';
import { Countdown } from '../../time/countdown.tsx';

/** Where an item stands beyond its state: how far it is, when it is tried again, or why it failed. */
export function ItemStanding({ item }: { item: WorkItemSummary }) {
  const { status, progress, failure, dueAt } = item;
  if (status === 'failed' && failure !== null) {
    return (
      <span className={jobs.reason} title={failure.message}>
        {WORK_FAILURES[failure.code].words}: {failure.message}
      </span>
    );
  }
  if (status === 'processing' && progress !== null) {
    return (
      <span className={jobs.standing}>
        <ProgressTrack bare progress={progress} tone="moving" label={`Progress of ${item.asks}`} />
        <span className={jobs.dim}>{progressWords(progress)}</span>
      </span>
    );
  }
  if (status === 'queued' && dueAt !== null) {
    return (
      <span className={jobs.dim}>
        another try <Countdown at={dueAt} />
        {failure === null ? '' : `, after: ${failure.message}`}
      </span>
    );
  }
  return null;
}
