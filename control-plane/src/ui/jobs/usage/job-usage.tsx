'use client';
import { type JobDetail, type JobUsage, jobHasEnded } from '@longshore/schemas';
import { formatBytes, formatCores } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { jobUsageQuery } from '../../api/queries.ts';
import { Panel } from '../../parts/panel.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useNow } from '../../time/use-now.ts';
import { usagePoints } from '../../usage/usage-points.ts';
import classes from './job-usage.module.css';
import { hasUsage, isUsageStale, topOf, usageNow } from './usage-facts.ts';

// Charts come with a job that runs, and not with every job.
const UsageChart = lazy(async () => ({ default: (await import('../../usage/usage-chart.tsx')).UsageChart }));

const CHART_PX = 92;

/** Cpu and memory of the job's containers, live: all of them together. */
export function JobUsagePanels({ job }: { job: JobDetail }) {
  const shown = hasUsage(job, useNow());
  const { data } = useQuery({ ...jobUsageQuery(job.id), enabled: shown });
  if (!shown) return null;
  return (
    <div className={classes.charts}>
      <Usage job={job} usage={data} of="cpu" />
      <Usage job={job} usage={data} of="memory" />
    </div>
  );
}

const OF = {
  cpu: { title: 'Cpu', figure: 'cpuMillis', point: 'cores', unit: 1_000, format: formatCores },
  memory: { title: 'Memory', figure: 'memoryBytes', point: 'mebibytes', unit: 1_048_576, format: formatBytes },
} as const;

function Usage({ job, usage, of }: { job: JobDetail; usage: JobUsage | undefined; of: 'cpu' | 'memory' }) {
  const { title, figure, point, unit, format } = OF[of];
  const now = useNow();
  const stale = usage !== undefined && isUsageStale(usage, now);
  const points = useMemo(() => (usage === undefined ? [] : usagePoints(usage.history, usage.stepMs)), [usage]);
  const limit = usage?.limit[figure] ?? 0;
  return (
    <Panel
      title={title}
      aside={
        usage === undefined || usage.running.length === 0 ? undefined : (
          <span className={stale ? `ls-stale ${classes.stale}` : undefined}>
            {format(usageNow(usage)[figure])} of {format(limit)}
            {stale ? ', when last heard' : ''}
          </span>
        )
      }
    >
      {usage === undefined ? (
        <Skeleton height={CHART_PX} />
      ) : points.length < 2 ? (
        <p className={classes.quiet} style={{ height: CHART_PX }}>
          {nothingYet(job, usage)}
        </p>
      ) : (
        <Suspense fallback={<Skeleton height={CHART_PX} />}>
          <UsageChart
            points={points}
            of={of}
            label={`${title} of ${job.name} over the last quarter of an hour`}
            most={topOf(
              limit / unit,
              points.map((each) => each[point]),
            )}
            height={CHART_PX}
            together="job-usage"
          />
        </Suspense>
      )}
    </Panel>
  );
}

function nothingYet(job: JobDetail, { running }: JobUsage): string {
  if (jobHasEnded(job.state)) return 'It ended before there was enough to draw.';
  return running.length > 0 ? 'The first figures are being gathered.' : 'No container of it runs at the moment.';
}
