import type { SortReport } from '@longshore/schemas';
import { formatCount, formatShare } from '@longshore/schemas/words';
import { phaseWords, sortProgress } from './sort-progress.ts';
import classes from './sort-progress-bar.module.css';

const PASSES = [
  ['sampled', 'Sampled', 'sampledCount'],
  ['parted', 'Parted', 'partedCount'],
  ['sorted', 'Sorted', 'sortedCount'],
] as const;

/**
 * The three passes of a sort, one bar each, of one whole.
 *
 * @param label - whose it is, for a screen reader
 */
export function SortProgressBar({ report, label }: { report: SortReport | null; label: string }) {
  const progress = sortProgress(report);
  return (
    <div className={classes.progress}>
      <div
        className={classes.passes}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(progress.whole * 100)}
        aria-valuetext={`${phaseWords(report)}, ${formatShare(progress.whole)}`}
      >
        {PASSES.map(([pass, word, counted]) => (
          <div key={pass} className={classes.pass} data-done={progress[pass] >= 1 || undefined}>
            <div className={classes.track}>
              <div className={classes.done} style={{ width: `${progress[pass] * 100}%` }} />
            </div>
            <span className={classes.word}>
              {word}
              {report === null || report[counted] === 0 ? null : (
                <span className={classes.count}> {formatCount(report[counted])}</span>
              )}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
