'use client';
import type { Overview } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import Link from 'next/link';
import { memo } from 'react';
import { late } from '../parts/late.tsx';
import { Panel } from '../parts/panel.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { lastHour, paceWords } from './last-hour.ts';
import type { MinutesChartProps } from './minutes-chart.tsx';
import classes from './overview.module.css';

const CHART_PX = 104;
// What draws is a third of the page: the figures come before it.
const MinutesChart = late(
  async () => (await import('./minutes-chart.tsx')).MinutesChart,
  <Skeleton height={CHART_PX} />,
);

const FAILED_IN_THE_LAST_HOUR = '/jobs?filter=state:failed+ended:1h';

/**
 * What ended in the last hour, minute by minute: jobs by how they ended, and the tasks that got done. Drawn anew when it is
 * another, and not with each heartbeat that the overview hears of.
 */
export const LastHourPanel = memo(function LastHourPanel({ ended }: { ended: Overview['ended'] | undefined }) {
  const hour = lastHour(ended ?? []);
  const jobs = plural(hour.jobsEnded, 'job');
  const pace = hour.tasksPerMinute === null ? '' : `, ${paceWords(hour.tasksPerMinute)} a minute`;
  return (
    <Panel title="The last hour" aside={ended === undefined ? undefined : <Failed count={hour.jobsFailed} />}>
      <div className={classes.hour}>
        <Minutes
          title="Jobs ended"
          figure={formatCount(hour.jobsEnded)}
          label={`${jobs} ended in the last hour, ${formatCount(hour.jobsFailed)} of them failed`}
          ended={ended}
          series={[
            { name: 'succeeded', label: 'Succeeded', color: 'var(--ls-well)' },
            { name: 'failed', label: 'Failed', color: 'var(--ls-badly)' },
            { name: 'stopped', label: 'Stopped', color: 'var(--ls-waiting)' },
          ]}
        />
        <Minutes
          title="Tasks done"
          figure={`${formatCount(hour.tasksSucceeded)}${pace}`}
          label={`${plural(hour.tasksSucceeded, 'task')} succeeded in the last hour${pace}; tries that failed: ${formatCount(hour.triesFailed)}`}
          ended={ended}
          series={[
            { name: 'tasksSucceeded', label: 'Succeeded', color: 'var(--ls-well)' },
            { name: 'triesFailed', label: 'Failed tries', color: 'var(--ls-badly)' },
          ]}
        />
      </div>
    </Panel>
  );
});

function Failed({ count }: { count: number }) {
  if (count === 0) return 'nothing failed';
  return <Link href={FAILED_IN_THE_LAST_HOUR}>{formatCount(count)} failed</Link>;
}

interface MinutesProps {
  title: string;
  figure: string;
  label: string;
  ended: Overview['ended'] | undefined;
  series: MinutesChartProps['series'];
}

function Minutes({ title, figure, label, ended, series }: MinutesProps) {
  return (
    <div>
      <div className={classes['meter-label']}>
        <span>{title}</span>
        {ended === undefined ? null : <span>{figure}</span>}
      </div>
      {ended === undefined ? (
        <Skeleton height={CHART_PX} />
      ) : (
        <div role="img" aria-label={label}>
          <MinutesChart ended={ended} series={series} height={CHART_PX} />
        </div>
      )}
    </div>
  );
}
