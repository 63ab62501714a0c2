import { ID_PATTERN } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { filtersFor, realisticJobs } from './realistic-jobs.ts';

const nowMs = Date.UTC(2026, 10, 21);
const rows = realisticJobs({ count: 2_000, nowMs, seed: 1 });

describe('jobs to measure with', () => {
  it('are the same for the same seed and others for another', () => {
    const few = (seed: number) => realisticJobs({ count: 20, nowMs, seed });
    expect(few(7)).toEqual(few(7));
    expect(few(7).jobs.map(({ name }) => name)).not.toEqual(few(8).jobs.map(({ name }) => name));
  });

  it('have ids that rise with the time at which they were submitted', () => {
    const ids = rows.jobs.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(2_000);
    expect(ids.every((id) => ID_PATTERN.test(id))).toBe(true);
  });

  it('ended as jobs do, with some of every kind', () => {
    const share = (state: string) => rows.jobs.filter((job) => job.state === state).length / rows.jobs.length;
    expect(share('SUCCEEDED')).toBeCloseTo(0.87, 1);
    for (const state of ['FAILED', 'STOPPED', 'QUEUED']) expect(share(state)).toBeGreaterThan(0.003);
    expect(new Set(rows.jobs.map(({ kind }) => kind)).size).toBe(2);
    expect(rows.attempts.some(({ number }) => number === 2)).toBe(true);
  });

  it('have all their tasks, and attempts only where they were placed', () => {
    for (const job of rows.jobs.slice(0, 300)) {
      const tasks = rows.tasks.filter((task) => task.job_id === job.id);
      expect(tasks).toHaveLength(job.task_count);
      const attempts = rows.attempts.filter((attempt) => attempt.job_id === job.id);
      const made = tasks.reduce((sum, task) => sum + task.attempts_made, 0);
      expect(attempts).toHaveLength(job.state === 'QUEUED' ? 0 : made);
      for (const attempt of attempts) expect(attempt.ended_at).toBe(job.ended_at);
    }
  });

  it('have nothing behind them that is still to come', () => {
    const last = [...rows.jobs, ...rows.attempts].map(({ ended_at }) => Date.parse(ended_at ?? '1970-01-01'));
    expect(Math.max(...last)).toBeLessThanOrEqual(nowMs);
    expect(rows.jobs.every(({ created_at, started_at }) => started_at === null || created_at < started_at)).toBe(true);
  });

  it('are found by every filter, all different', () => {
    const filters = filtersFor(40);
    expect(new Set(filters.map(({ typed }) => typed)).size).toBe(40);
    const shown = rows.jobs.map(({ name, topic, state }) => `${name} ${state.toLowerCase()} records to ${topic}`);
    for (const { mark } of filters) {
      const found = shown.filter((text) => text.includes(mark) || text.includes(mark.toLowerCase()));
      expect(found.length, mark).toBeGreaterThan(0);
      expect(found.length, mark).toBeLessThanOrEqual(shown.length);
    }
  });
});
