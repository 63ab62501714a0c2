import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleAttempt, sampleJob, sampleTask } from '../../../../test/fakes/control-plane/samples.ts';
import { exitCodeOf } from './exit-code-of.ts';
import { RateMeter } from './rate-meter.ts';
import { situationOf } from './state-words.ts';

describe('what is said of a job while it is followed', () => {
  it('is the state of its try, when it has one open try', () => {
    const attempt = sampleAttempt({ observed: 'PULLING', detail: 'layer 3 of 5', attempt: 2 });
    const job = sampleJob({ state: 'RUNNING', tasks: [sampleTask({ state: 'ACTIVE', attempts: [attempt] })] });
    const { view, words } = situationOf(job);
    expect(`${view.glyph} ${view.word} · ${words}`).toBe('↓ Pulling · on host-1 · try 2 · layer 3 of 5');
  });

  it('says that the agent is not heard, and that another try is waited for', () => {
    const attempt = sampleAttempt({ unreachable: true });
    const job = sampleJob({ state: 'RUNNING', tasks: [sampleTask({ state: 'ACTIVE', attempts: [attempt] })] });
    expect(situationOf(job).words).toBe('on host-1 · the agent is not heard');
    const ended = sampleAttempt({ observed: 'LOST' });
    const waiting = sampleJob({ state: 'RUNNING', tasks: [sampleTask({ state: 'BACKOFF', attempts: [ended] })] });
    expect(situationOf(waiting).words).toBe('waits before another try');
  });

  it('counts tasks and agents of a job with several', () => {
    const tasks = ['host-1', 'host-2', 'host-3'].map((agentId, index) =>
      sampleTask({ index, state: 'ACTIVE', attempts: [sampleAttempt({ agentId, taskIndex: index })] }),
    );
    const job = sampleJob({ state: 'RUNNING', taskCount: 4, tasksEnded: 1, tasks });
    expect(situationOf(job).words).toBe('1 of 4 tasks ended · on 3 agents');
  });

  it('says what a queued job waits for', () => {
    expect(situationOf(sampleJob({ waitsFor: 'memory on 2 agents' })).words).toBe('waits: memory on 2 agents');
  });
});

describe('the exit code of a followed job', () => {
  it('is 0 if and only if the job succeeded', () => {
    const state = fc.constantFrom('SUCCEEDED', 'FAILED', 'STOPPED');
    fc.assert(
      fc.property(state, fc.option(fc.integer({ min: 0, max: 255 })), (ended, exitCode) => {
        const code = exitCodeOf({ state: ended, exitCode });
        expect(code === 0).toBe(ended === 'SUCCEEDED');
        if (ended !== 'SUCCEEDED' && exitCode !== null && exitCode !== 0) expect(code).toBe(exitCode);
      }),
    );
  });
});

describe('the rate', () => {
  it('is told over the last seconds, and not before there are two counts', () => {
    const meter = new RateMeter();
    expect(meter.perSecond()).toBeNull();
    meter.add(0, 0);
    expect(meter.perSecond()).toBeNull();
    meter.add(1_000, 1_000);
    expect(meter.perSecond()).toBe(1_000);
    for (let second = 2; second <= 20; second += 1) meter.add(1_000 + (second - 1) * 100, second * 1_000);
    expect(meter.perSecond()).toBe(100);
  });

  it('starts again when the count does, as after another try', () => {
    const meter = new RateMeter();
    meter.add(5_000, 0);
    meter.add(10, 1_000);
    expect(meter.perSecond()).toBeNull();
    meter.add(110, 2_000);
    expect(meter.perSecond()).toBe(100);
  });
});
