import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DISPATCHER_FAILPOINTS } from '../../control-plane/src/dispatcher/failpoint.ts';
import { crashRepeatedly } from './harness/crash-repeatedly.ts';
import { expectDoneOnce } from './harness/expect-done-once.ts';
import type { Program } from './harness/program.ts';
import { Rig } from './harness/rig.ts';

/** Control planes that die side by side, and how often each: twenty crashes a failpoint. */
const planes = 4;
const crashesEach = 5;

let rigs: Rig[] = [];

beforeAll(async () => {
  rigs = await Promise.all(Array.from({ length: planes }, (_, index) => Rig.build(`dispatcher_crashes_${index}`)));
  for (const rig of rigs) rig.startAgent('host');
});

afterAll(async () => {
  await Promise.all(rigs.map((rig) => rig[Symbol.asyncDispose]()));
});

describe('a dispatcher that is killed and started again', () => {
  it.each(DISPATCHER_FAILPOINTS)('loses no job and does none twice, killed at %s', async (failpoint) => {
    const lanes = rigs.map(async (rig) => {
      let last: Program | undefined;
      onTestFinished(() => last?.kill());
      const jobs = await crashRepeatedly(
        {
          failpoint,
          // The first folds are of agents' reports; those of jobs come later.
          passingsMax: 5,
          start: (armed) => {
            last = rig.startDispatcher(armed === null ? {} : { LONGSHORE_FAILPOINT: armed });
            return last;
          },
          submit: () => rig.submitShell('echo done'),
          hasEnded: (jobId) => rig.hasEnded(jobId),
        },
        crashesEach,
      );
      expectDoneOnce(await rig.untilEnded(jobs, 60_000), rig.history);
      return jobs.length;
    });
    // Every lane ends before its test does, also beside one that fails, or the next test would meet its program.
    await Promise.allSettled(lanes);
    const jobs = await Promise.all(lanes);
    expect(Math.min(...jobs)).toBeGreaterThanOrEqual(1);
  });
});
