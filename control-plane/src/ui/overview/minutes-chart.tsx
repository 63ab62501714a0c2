'use client';
import '@mantine/charts/styles.css';
import type { Overview } from '@longshore/schemas';
import { BarChart } from '@mantine/charts';
import { formatHourMinute } from '../time/exact-time.ts';

export interface MinutesChartProps {
  ended: Overview['ended'];
  series: { name: Exclude<keyof Overview['ended'][number], 'at'>; label: string; color: string }[];
  height: number;
}

/** What ended, a bar for each minute. */
export function MinutesChart({ ended, series, height }: MinutesChartProps) {
  return (
    <BarChart
      h={height}
      data={ended.map((minute) => ({ ...minute, minute: formatHourMinute(minute.at) }))}
      dataKey="minute"
      type="stacked"
      series={series}
      gridAxis="x"
      tickLine="none"
      maxBarWidth={8}
      barChartProps={{ syncId: 'last-hour' }}
      xAxisProps={{ interval: 14, tickMargin: 6 }}
      yAxisProps={{ width: 30, allowDecimals: false, tickCount: 3 }}
      barProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
    />
  );
}
