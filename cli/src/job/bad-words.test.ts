import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

describe('what cannot be meant', () => {
  it.each([
    ['a deadline in the past', '--job-deadline=-5m', '--job-deadline does not take "-5m"'],
    ['a deadline that is a date', '--job-deadline=2020-01-01', 'a duration with its unit, such as'],
    ['a deadline of nothing', '--job-deadline=0s', '--job-deadline (jobDeadlineMs): a deadline is a time from now'],
    ['no task', '--parallelism=0', '--parallelism: at least 1: a job of no task does nothing'],
    ['too many tasks', '--parallelism=100000', '--parallelism: at most 1000 tasks'],
    ['a label that is none', '--constraint=zone is eu', '--constraint (placement.constraints.0): is is no relation'],
    ['a platform that is none', '--platform=x86', '--platform (placement.platform): operating system and architecture'],
  ])('%s is refused with 2, by the flag’s own name', async (_, flag, words) => {
    const { exitCode, stderr } = await runCli(plane, ['job', 'run', '--image', 'tool:1', flag]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
    expect(plane.jobs.size).toBe(0);
  });
});
