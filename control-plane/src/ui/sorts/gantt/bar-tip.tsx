import { SORT_TRY_STATES } from '@longshore/schemas';
import { formatBytes, formatDuration } from '@longshore/schemas/words';
import { StateBadge } from '../../state/state-badge.tsx';
import { capitalised } from '../../words/sentence.ts';
import classes from './gantt.module.css';
import type { GanttBar } from './gantt-layout.ts';
import { STEP_WORDS, tryName } from './step-words.ts';

/** What is known of the bar that is pointed at: under the lanes, where it hides none of them. */
export function BarTip({ bar, startedAtMs }: { bar: GanttBar | undefined; startedAtMs: number }) {
  if (bar === undefined) {
    return <p className={classes.tip}>Point at a bar, or go to one by Tab and arrows, to see where its time went.</p>;
  }
  const { try: one, fromMs, toMs, guessed } = bar;
  const phases = Object.entries(one.phases).filter(([, ms]) => ms > 0);
  return (
    <div className={classes.tip}>
      <span className={classes['tip-head']}>
        <strong>{tryName(one)}</strong>
        <StateBadge view={SORT_TRY_STATES[one.state]} still />
        <span>
          sorter {one.worker}, {guessed ? 'about ' : ''}
          {formatDuration(toMs - fromMs)}, {formatDuration(Math.max(0, fromMs - startedAtMs))} after the start
        </span>
      </span>
      <span>
        {capitalised(STEP_WORDS[one.step].means)}.{' '}
        {guessed && one.state !== 'open' ? 'Its sorter was gone before it could tell when it was over. ' : ''}
        {guessed && one.state === 'open' ? 'Where its time went is told when it is over. ' : ''}
        {phases.length === 0 ? '' : `${phases.map(([phase, ms]) => `${phase} ${formatDuration(ms)}`).join(', ')}. `}
        {one.bytesIn + one.bytesOut === 0 ? '' : `${formatBytes(one.bytesIn)} in, ${formatBytes(one.bytesOut)} out`}
        {one.bytesSpilled === 0 ? '' : `, ${formatBytes(one.bytesSpilled)} on disk meanwhile`}
      </span>
    </div>
  );
}
