import type { JobState, ProgressView, Tone } from '@longshore/schemas';
import { JOB_STATES, jobHasEnded } from '@longshore/schemas';
import { formatCount, formatShare } from '@longshore/schemas/words';
import classes from './progress-bar.module.css';

export interface ProgressBarProps {
  progress: ProgressView;
  state: JobState;
  /** Whose: for a screen reader. */
  label: string;
  /** The bar alone; the row says the rest. */
  bare?: boolean;
}

/** `480,000 of 2,000,000 records`, or `195,000 records` where no end is known. */
export function progressWords({ done, total, unit }: ProgressView): string {
  return total === null ? `${formatCount(done)} ${unit}` : `${formatCount(done)} of ${formatCount(total)} ${unit}`;
}

/** How far a job is, as its own program reports. */
export function ProgressBar({ state, ...shown }: ProgressBarProps) {
  return <ProgressTrack {...shown} tone={JOB_STATES[state].tone} still={jobHasEnded(state)} />;
}

export interface ProgressTrackProps extends Omit<ProgressBarProps, 'state'> {
  tone: Tone;
  /** It goes on no more. */
  still?: boolean;
}

/** How far something is. */
export function ProgressTrack({ progress, tone, still = false, label, bare = false }: ProgressTrackProps) {
  const { done, total } = progress;
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div className={classes.progress} data-bare={bare || undefined}>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuetext={progressWords(progress)}
        {...(share === null
          ? {}
          : { 'aria-valuenow': Math.floor(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
        data-tone={tone}
      >
        {share === null ? (
          <div className={classes.endless} data-still={still || undefined} />
        ) : (
          <div className={classes.done} style={{ width: `${share * 100}%` }} />
        )}
      </div>
      {bare ? null : (
        <div className={classes.words}>
          <span>{progressWords(progress)}</span>
          {share === null ? null : <span>{formatShare(share)}</span>}
        </div>
      )}
    </div>
  );
}
