'use client';
import type { AgentDetail } from '@longshore/schemas';
import { formatBytes, formatCores } from '@longshore/schemas/words';
import { AreaChart } from '@mantine/charts';
import { Panel } from '../parts/panel.tsx';
import { formatHourMinute } from '../time/exact-time.ts';
import classes from './agents.module.css';
import { historyPoints } from './history-points.ts';

/** The last quarter of an hour of an agent: cpu and memory on the same time axis, with a shared cursor. */
export function HistoryPanels({ agent }: { agent: AgentDetail }) {
  const points = historyPoints(agent.history, agent.healthIntervalMs);
  const { cpuMillis, memoryBytes } = agent.use;
  return (
    <div className={classes.charts}>
      <Panel title="Cpu in use" aside={`${formatCores(cpuMillis)} of ${formatCores(agent.capacity.cpuMillis)}`}>
        <Chart
          points={points}
          of="cores"
          label={`Cpu of ${agent.id} over the last quarter of an hour`}
          most={agent.capacity.cpuMillis / 1_000}
          format={(cores) => formatCores(cores * 1_000)}
        />
      </Panel>
      <Panel title="Memory in use" aside={`${formatBytes(memoryBytes)} of ${formatBytes(agent.capacity.memoryBytes)}`}>
        <Chart
          points={points}
          of="mebibytes"
          label={`Memory of ${agent.id} over the last quarter of an hour`}
          most={agent.capacity.memoryBytes / 1_048_576}
          format={(mebibytes) => formatBytes(mebibytes * 1_048_576)}
        />
      </Panel>
    </div>
  );
}

interface ChartProps {
  points: ReturnType<typeof historyPoints>;
  of: 'cores' | 'mebibytes';
  label: string;
  /** The top of the axis: the capacity, so that the height of the line says how full it is. */
  most: number;
  format: (value: number) => string;
}

/** The chart asks for the words of no instant too, while nothing is pointed at. */
function timeWords(at: unknown): string {
  return typeof at === 'number' && Number.isFinite(at) ? formatHourMinute(at) : '';
}

function Chart({ points, of, label, most, format }: ChartProps) {
  if (points.length < 2) return <p className={classes.dim}>The first figures are being gathered.</p>;
  return (
    <div role="img" aria-label={label}>
      <AreaChart
        h={150}
        data={points.map((point) => ({ ...point }))}
        dataKey="atMs"
        series={[{ name: of, label: of === 'cores' ? 'Cpu' : 'Memory', color: 'var(--ls-accent)' }]}
        curveType="linear"
        connectNulls={false}
        withDots={false}
        gridAxis="x"
        tickLine="none"
        fillOpacity={0.15}
        strokeWidth={1.5}
        valueFormatter={format}
        areaChartProps={{ syncId: 'agent-history' }}
        areaProps={{ isAnimationActive: false }}
        tooltipAnimationDuration={0}
        xAxisProps={{
          type: 'number',
          scale: 'time',
          domain: ['dataMin', 'dataMax'],
          tickFormatter: timeWords,
          tickCount: 4,
          tickMargin: 6,
        }}
        yAxisProps={{ width: 76, domain: [0, most], ticks: [0, most / 2, most], tickFormatter: format }}
        tooltipProps={{ labelFormatter: timeWords }}
      />
    </div>
  );
}
