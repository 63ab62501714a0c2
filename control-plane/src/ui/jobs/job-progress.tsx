'use client';
import { type JobDetail, jobHasEnded, type ProgressView } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare } from '@longshore/schemas/words';
import { ProgressBar, progressWords } from '../parts/progress-bar.tsx';
import classes from './job-progress.module.css';
import { useRate } from './use-rate.ts';

/** How far a job is, how fast it goes, and when it would be done at that pace. */
export function JobProgress({ job, progress }: { job: JobDetail; progress: ProgressView }) {
  const ended = jobHasEnded(job.state);
  const measured = useRate(progress.done, !ended);
  const lifetime =
    job.startedAt !== null && job.endedAt !== null ? Date.parse(job.endedAt) - Date.parse(job.startedAt) : 0;
  const rate = ended ? (lifetime > 0 ? (progress.done / lifetime) * 1_000 : null) : measured;
  const rest = progress.total === null ? null : progress.total - progress.done;
  return (
    <section aria-label="Progress" className={classes.progress}>
      <div className={classes.figures}>
        <span className={classes.done}>
          {formatCount(progress.done)}
          <span className={classes.of}>
            {progress.total === null ? ` ${progress.unit}` : ` of ${formatCount(progress.total)} ${progress.unit}`}
          </span>
        </span>
        <span className={classes.pace}>
          {rate === null ? null : `${formatCount(Math.round(rate))} ${progress.unit}/s${ended ? ' on average' : ''}`}
          {!ended && rate !== null && rate > 0 && rest !== null && rest > 0
            ? ` · done in about ${formatDuration(Math.ceil(rest / rate) * 1_000)}`
            : null}
          {progress.total === null ? null : (
            <strong>{formatShare(progress.total === 0 ? 1 : progress.done / progress.total)}</strong>
          )}
        </span>
      </div>
      <ProgressBar
        bare
        progress={progress}
        state={job.state}
        label={`Progress of ${job.name}: ${progressWords(progress)}`}
      />
    </section>
  );
}
