import type { WorkItem } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import timeline from '../../jobs/timeline/timeline.module.css';
import { StateIcon } from '../../state/state-icon.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { formatClockTime, formatExact } from '../../time/exact-time.ts';
import { withStop } from '../../words/sentence.ts';
import { WorkerLink } from '../worker-link.tsx';
import classes from './item.module.css';
import { lifeEntries } from './life.ts';

/** What happened to an item: when, for how long, by which worker, at which try, and why. */
export function ItemLife({ item }: { item: WorkItem }) {
  const entries = lifeEntries(item.life);
  const open = item.status === 'queued' || item.status === 'processing';
  return (
    <ol className={timeline.spine} aria-label="Life">
      {entries.map(({ moment, words, look, times, tookMs }, index) => {
        const last = index === entries.length - 1;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be of one moment, and none is ever put between
            key={index}
            className={timeline.entry}
            data-tone={look.tone}
            data-current={(last && open) || undefined}
          >
            <time className={timeline.time} dateTime={moment.at} title={formatExact(moment.at)}>
              {formatClockTime(moment.at)}
            </time>
            <span className={timeline.mark} aria-hidden>
              <StateIcon icon={look.icon} size={14} />
            </span>
            <div className={timeline.body}>
              <div className={classes.moment}>
                <span className={timeline.words}>
                  {words}
                  {times > 1 ? <span className={timeline.quiet}> · {times} times</span> : null}
                  {moment.try > 0 && moment.what === 'claimed' ? (
                    <span className={timeline.quiet}> · try {moment.try}</span>
                  ) : null}
                  {moment.what === 'claimed' && moment.worker !== null ? (
                    <span className={timeline.quiet}>
                      {' '}
                      · by <WorkerLink id={moment.worker} />
                    </span>
                  ) : null}
                </span>
                <span className={timeline.took}>
                  {last && open ? (
                    <Elapsed from={moment.at} to={null} />
                  ) : tookMs === null ? null : (
                    formatDuration(tookMs)
                  )}
                </span>
              </div>
              {moment.message === '' || moment.what === 'claimed' ? null : (
                <div className={classes.message}>{withStop(moment.message)}</div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
