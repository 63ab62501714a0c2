import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectDoneOnce } from './harness/expect-done-once.ts';
import { Rig } from './harness/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.build('many_jobs');
  rig.startAgent('host');
  rig.startDispatcher();
});

afterAll(() => rig?.[Symbol.asyncDispose]());

describe('one host', () => {
  it('finishes 200 jobs submitted at once, none of them twice', async () => {
    const jobs = await Promise.all(Array.from({ length: 200 }, (_, index) => rig.submitShell(`echo job ${index}`)));
    expectDoneOnce(await rig.untilEnded(jobs, 240_000), rig.history);
  });
});
