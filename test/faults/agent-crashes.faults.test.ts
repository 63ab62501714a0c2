import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FAILPOINTS } from '../../agent/src/failpoints.ts';
import { type ImageRegistry, serveImages } from '../hosts/image-registry.ts';
import { crashRepeatedly } from './harness/crash-repeatedly.ts';
import { expectDoneOnce } from './harness/expect-done-once.ts';
import type { Program } from './harness/program.ts';
import { Rig } from './harness/rig.ts';

/** Agents that die side by side on one engine, and how often each: twenty crashes a failpoint. */
const agents = 5;
const crashesEach = 4;

let rig: Rig;
let registry: ImageRegistry;

beforeAll(async () => {
  rig = await Rig.build('agent_crashes');
  registry = await serveImages({ host: rig.fleet.gateway });
  rig.startDispatcher();
});

afterAll(async () => {
  await registry?.stop();
  await rig?.[Symbol.asyncDispose]();
});

describe('an agent that is killed and started again', () => {
  it.each(FAILPOINTS)('gives every attempt one container and every job its end, killed at %s', async (failpoint) => {
    const lanes = Array.from({ length: agents }, async (_, index) => {
      const agentId = `${failpoint}-${index}`;
      let last: Program | undefined;
      onTestFinished(() => last?.kill());
      const jobs = await crashRepeatedly(
        {
          failpoint,
          passingsMax: 2,
          start: (armed) => {
            last = rig.startAgent(agentId, armed === null ? {} : { LONGSHORE_FAILPOINT: armed });
            return last;
          },
          submit: () =>
            rig.submitShell('sleep 0.2; echo done', {
              image: registry.image,
              imagePolicy: 'ALWAYS',
              placement: { agents: [agentId] },
            }),
          hasEnded: async (jobId) => rig.hasEnded(jobId),
        },
        crashesEach,
      );
      const outcomes = await rig.untilEnded(jobs, 60_000);
      return outcomes;
    });
    // Every lane ends before its test does, also beside one that fails.
    await Promise.allSettled(lanes);
    const outcomes = (await Promise.all(lanes)).flat();
    expect(outcomes.length).toBeGreaterThanOrEqual((agents * crashesEach) / 2);
    expectDoneOnce(outcomes, rig.history);
  });
});
