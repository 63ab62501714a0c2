import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectDoneOnce } from '../../faults/harness/expect-done-once.ts';
import { Rig } from '../../faults/harness/rig.ts';
import { until } from '../../faults/harness/until.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.build('one_job');
  rig.startAgent('host');
  rig.startDispatcher();
});

afterAll(() => rig?.[Symbol.asyncDispose]());

describe('one job', () => {
  it('goes from the database over Kafka into a container, and its end and its lines come back', async () => {
    const done = await rig.submitShell('echo a line of the container');
    const failed = await rig.submitShell('exit 3');

    const [outcome, failure] = await rig.untilEnded([done, failed], 45_000);

    expectDoneOnce(outcome ? [outcome] : [], rig.history);
    expect(failure).toMatchObject({ state: 'FAILED', attempts: [{ observed: 'FAILED' }] });
    await until('the lines are stored', async () => {
      const { rows } = await rig.database.query('SELECT 1 FROM log_chunk WHERE job_id = $1', [done]);
      return rows.length > 0;
    });
  });
});
