'use client';
import '@mantine/charts/styles.css';
import { formatBytes, formatCores } from '@longshore/schemas/words';
import { AreaChart } from '@mantine/charts';
import { memo } from 'react';
import { formatHourMinute } from '../time/exact-time.ts';
import { minuteTicks } from './minute-ticks.ts';
import type { UsagePoint } from './usage-points.ts';

export interface UsageChartProps {
  /** At least two. */
  points: readonly UsagePoint[];
  of: 'cpu' | 'memory';
  label: string;
  /** The top of the axis in cores or mebibytes, so that the height of the line says how full it is. */
  most: number;
  height: number;
  /** Charts of one name have a shared cursor. */
  together: string;
}

const FORMATS = {
  cpu: (cores: number) => formatCores(cores * 1_000),
  memory: (mebibytes: number) => formatBytes(mebibytes * 1_048_576),
};

/** The chart asks for the words of no instant too, while nothing is pointed at. */
function timeWords(at: unknown): string {
  return typeof at === 'number' && Number.isFinite(at) ? formatHourMinute(at) : '';
}

/** Cpu or memory over time; drawn anew when the figures are others. */
export const UsageChart = memo(function UsageChart({ points, of, label, most, height, together }: UsageChartProps) {
  const format = FORMATS[of];
  const ticks = minuteTicks(points[0]?.atMs ?? 0, points.at(-1)?.atMs ?? 0, 4);
  return (
    <div role="img" aria-label={label}>
      <AreaChart
        h={height}
        data={points.map((point) => ({ ...point }))}
        dataKey="atMs"
        series={[
          of === 'cpu'
            ? { name: 'cores', label: 'Cpu', color: 'var(--ls-accent)' }
            : { name: 'mebibytes', label: 'Memory', color: 'var(--ls-accent)' },
        ]}
        curveType="linear"
        connectNulls={false}
        withDots={false}
        gridAxis="x"
        tickLine="none"
        fillOpacity={0.15}
        strokeWidth={1.5}
        valueFormatter={format}
        areaChartProps={{ syncId: together }}
        areaProps={{ isAnimationActive: false }}
        tooltipAnimationDuration={0}
        xAxisProps={{
          type: 'number',
          scale: 'time',
          domain: ['dataMin', 'dataMax'],
          tickFormatter: timeWords,
          ticks,
          tickMargin: 6,
        }}
        yAxisProps={{ width: 76, domain: [0, most], ticks: [0, most / 2, most], tickFormatter: format }}
        tooltipProps={{ labelFormatter: timeWords }}
      />
    </div>
  );
});
