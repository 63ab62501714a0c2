import { ATTEMPT_STATES, type JobStatus, type Observed } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realClock } from '../clock.ts';
import { type AttemptIdentity, JobStatusReporter } from './job-status-reporter.ts';

const identity: AttemptIdentity = { attemptId: 'a', jobId: 'j', taskId: 't', attempt: 1 };
const quickClock = { ...realClock, after: (delayMs: number, run: () => void) => realClock.after(delayMs / 1_000, run) };

function reporterWith(send: (reports: readonly JobStatus[]) => Promise<void>): JobStatusReporter {
  return new JobStatusReporter({
    agentId: 'agent',
    bootId: 'boot',
    clock: quickClock,
    send,
    onFailure: () => undefined,
  });
}

describe('the reporter of attempts', () => {
  it('never goes back, numbers upwards, and always ends with the furthest, though sending fails now and then', async () => {
    const states: Observed[] = ['PULLING', 'STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED'];
    const observations = fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(observations, fc.array(fc.boolean(), { maxLength: 10 }), async (observed, failures) => {
        const sent: JobStatus[] = [];
        const fails = [...failures];
        const reporter = reporterWith(async (reports) => {
          await Promise.resolve();
          if (fails.shift() === true) throw new Error('Kafka is away');
          sent.push(...reports);
        });
        for (const one of observed) {
          reporter.report(identity, { observed: one });
          await Promise.resolve();
        }
        await reporter.close(1_000_000);
        const ranks = sent.map((report) => ATTEMPT_STATES[report.observed as 'RUNNING'].rank);
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        expect(ranks.at(-1)).toBe(Math.max(...observed.map((one) => ATTEMPT_STATES[one as 'RUNNING'].rank)));
        const sequences = sent.map((report) => report.sequence);
        expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
      }),
      { numRuns: 50 },
    );
  });

  it('resolves only when Kafka has acknowledged', async () => {
    const gate = Promise.withResolvers<void>();
    const reporter = reporterWith(() => gate.promise);
    let acknowledged = false;
    const waiting = reporter.reportAcknowledged(identity, { observed: 'STARTING' }).then(() => {
      acknowledged = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect([acknowledged, reporter.waiting]).toEqual([false, 1]);
    gate.resolve();
    await waiting;
    expect(reporter.waiting).toBe(0);
  });

  it('does not let progress swallow a reason that was not sent yet', async () => {
    const sent: JobStatus[] = [];
    const gate = Promise.withResolvers<void>();
    const reporter = reporterWith(async (reports) => {
      await gate.promise;
      sent.push(...reports);
    });
    reporter.report(identity, { observed: 'RUNNING' });
    reporter.report(identity, {
      observed: 'RUNNING',
      reason: { code: 'REMOVE_REFUSED', message: 'it runs', retryable: false },
    });
    reporter.report(identity, { observed: 'RUNNING', progress: { done: 1, total: null, unit: '' } });
    gate.resolve();
    await reporter.close(1_000_000);
    expect(sent.at(-1)).toMatchObject({ reason: { code: 'REMOVE_REFUSED' }, progress: { done: 1 } });
  });

  it('keeps the first end that waits, and sends an end again when it is told again', async () => {
    const sent: string[] = [];
    const reporter = reporterWith(async (reports) => {
      sent.push(...reports.map((report) => report.observed));
    });
    await reporter.reportAcknowledged(identity, { observed: 'STOPPED' });
    await reporter.reportAcknowledged(identity, { observed: 'STOPPED' });
    reporter.report(identity, { observed: 'RUNNING' });
    await reporter.close(1_000_000);
    expect(sent).toEqual(['STOPPED', 'STOPPED']);
  });
});
