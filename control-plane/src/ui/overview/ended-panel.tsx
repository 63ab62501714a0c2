'use client';
import type { Overview } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { BarChart } from '@mantine/charts';
import { Skeleton } from '@mantine/core';
import { Panel } from '../parts/panel.tsx';
import { formatHourMinute } from '../time/exact-time.ts';

/** What ended in the last hour, by the minute and by how it ended. */
export function EndedPanel({ ended }: { ended: Overview['ended'] | undefined }) {
  const sum = (of: 'succeeded' | 'failed' | 'stopped') =>
    (ended ?? []).reduce((total, minute) => total + minute[of], 0);
  const words = [
    `${formatCount(sum('succeeded'))} succeeded`,
    `${formatCount(sum('failed'))} failed`,
    `${formatCount(sum('stopped'))} stopped`,
  ];
  return (
    <Panel title="Ended in the last hour" aside={ended === undefined ? undefined : words.join(' · ')}>
      {ended === undefined ? (
        <Skeleton height={120} />
      ) : (
        <div role="img" aria-label={`Jobs that ended in the last hour: ${words.join(', ')}`}>
          <BarChart
            h={120}
            data={ended.map((minute) => ({ ...minute, minute: formatHourMinute(minute.at) }))}
            dataKey="minute"
            type="stacked"
            series={[
              { name: 'succeeded', label: 'Succeeded', color: 'var(--ls-well)' },
              { name: 'failed', label: 'Failed', color: 'var(--ls-badly)' },
              { name: 'stopped', label: 'Stopped', color: 'var(--ls-waiting)' },
            ]}
            gridAxis="x"
            tickLine="none"
            maxBarWidth={10}
            xAxisProps={{ interval: 14, tickMargin: 6 }}
            yAxisProps={{ width: 28, allowDecimals: false }}
            barProps={{ isAnimationActive: false }}
            tooltipAnimationDuration={0}
          />
        </div>
      )}
    </Panel>
  );
}
