'use client';
import type { AgentDetail } from '@longshore/schemas';
import { agentHourWords, formatBytes, formatCores } from '@longshore/schemas/words';
import { useMemo } from 'react';
import { late } from '../parts/late.tsx';
import { Panel } from '../parts/panel.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { usagePoints } from '../usage/usage-points.ts';
import classes from './agents.module.css';

const CHART_PX = 150;

// The figures come before what draws them.
const UsageChart = late(
  async () => (await import('../usage/usage-chart.tsx')).UsageChart,
  <Skeleton height={CHART_PX} />,
);

/** The last hour of an agent: cpu and memory on the same time axis, with a shared cursor. */
export function HistoryPanels({ agent }: { agent: AgentDetail }) {
  const { history, historyStepMs } = agent;
  const points = useMemo(() => usagePoints(history, historyStepMs), [history, historyStepMs]);
  const { cpuMillis, memoryBytes } = agent.use;
  const charts = [
    {
      of: 'cpu',
      title: 'Cpu in use',
      aside: `${formatCores(cpuMillis)} of ${formatCores(agent.capacity.cpuMillis)}`,
      label: `Cpu of ${agent.id} over the last hour`,
      most: agent.capacity.cpuMillis / 1_000,
    },
    {
      of: 'memory',
      title: 'Memory in use',
      aside: `${formatBytes(memoryBytes)} of ${formatBytes(agent.capacity.memoryBytes)}`,
      label: `Memory of ${agent.id} over the last hour`,
      most: agent.capacity.memoryBytes / 1_048_576,
    },
  ] as const;
  const hour = agentHourWords(agent);
  return (
    <>
      <div className={classes.charts}>
        {charts.map(({ of, title, aside, label, most }) => (
          <Panel key={of} title={title} aside={aside}>
            {points.length < 2 ? (
              <p className={classes.dim}>The first figures are being gathered.</p>
            ) : (
              <UsageChart
                points={points}
                of={of}
                label={label}
                most={most}
                height={CHART_PX}
                together="agent-history"
              />
            )}
          </Panel>
        ))}
      </div>
      {hour === null ? null : <p className={classes.dim}>In the last hour: {hour}.</p>}
    </>
  );
}
