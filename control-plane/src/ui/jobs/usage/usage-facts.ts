import type { JobDetail, JobUsage } from '@longshore/schemas';

/** For so long an ended job’s figures are kept (services/job/get-job-usage.ts). */
const KEPT_MS = 15 * 60_000;
/** What ran for less was heard of once or not at all. */
const SHORTEST_MS = 20_000;
/** Reports that an agent may miss before its figures are called old. */
const MISSED_REPORTS = 3;

/** Whether a job has figures to show: while its containers run, and for a while after they ran long enough. */
export function hasUsage({ startedAt, endedAt }: Pick<JobDetail, 'startedAt' | 'endedAt'>, nowMs: number): boolean {
  if (startedAt === null) return false;
  if (endedAt === null) return true;
  return nowMs - Date.parse(endedAt) < KEPT_MS && Date.parse(endedAt) - Date.parse(startedAt) >= SHORTEST_MS;
}

/** What the containers that run use together. */
export function usageNow({ running }: Pick<JobUsage, 'running'>): { cpuMillis: number; memoryBytes: number } {
  return {
    cpuMillis: running.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0),
    memoryBytes: running.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
  };
}

/** Whether an agent has missed several of its own intervals, so that the figures are as last heard. */
export function isUsageStale({ running }: Pick<JobUsage, 'running'>, nowMs: number): boolean {
  return running.some(
    ({ heardAt, healthIntervalMs }) => nowMs - Date.parse(heardAt) > MISSED_REPORTS * healthIntervalMs + 1_000,
  );
}

/** What is measured may be this much above what was, by the times between which it is. */
const INEXACT = 1.05;

/** The top of a chart: the limit, or what was used well above it, as cpu may be for a moment. */
export function topOf(limit: number, used: readonly (number | null)[]): number {
  const most = Math.max(limit, ...used.map((value) => value ?? 0));
  return (most <= limit * INEXACT ? limit : most) || 1;
}
