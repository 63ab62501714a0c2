import type { OrderView } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import timeline from '../../jobs/timeline/timeline.module.css';
import { StateIcon } from '../../state/state-icon.tsx';
import { Elapsed } from '../../time/elapsed.tsx';
import { formatClockTime, formatExact } from '../../time/exact-time.ts';
import classes from './order.module.css';
import { orderLife } from './order-words.ts';

/** What happened to an order: when, for how long, in which kitchen. */
export function OrderLife({ life }: { life: OrderView['life'] }) {
  const entries = orderLife(life);
  const isOpen = !['delivered', 'failed'].includes(life.at(-1)?.what ?? '');
  return (
    <ol className={timeline.spine} aria-label="Life">
      {entries.map(({ moment, words, look, tookMs }, index) => {
        const isLast = index === entries.length - 1;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be of one moment, and none is ever put between
            key={index}
            className={timeline.entry}
            data-tone={look.tone}
            data-current={(isLast && isOpen) || undefined}
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
                  {moment.kitchen === null || moment.what === 'delivered' ? null : ` ${moment.kitchen}`}
                </span>
                <span className={timeline.took}>
                  {isLast && isOpen ? (
                    <Elapsed from={moment.at} to={null} />
                  ) : tookMs === null ? null : (
                    formatDuration(tookMs)
                  )}
                </span>
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
