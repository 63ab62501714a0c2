import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellImage } from '../hosts/images.ts';
import { type Services, startServices } from '../stack/services.ts';
import { expectDoneOnce } from './harness/expect-done-once.ts';
import { Rig } from './harness/rig.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

/** Services of this file's own: they are stopped and started here. */
let services: Services;
let rig: Rig;
let served: ServedRig;

beforeAll(async () => {
  services = await startServices({ services: ['kafka', 'registry', 'postgres', 'client'] });
  rig = await Rig.build('services_away', { services });
  served = await serveRig(rig);
});

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await rig?.[Symbol.asyncDispose]();
  await services?.stop();
});

async function agentIsReady(): Promise<boolean> {
  const { rows } = await rig.database.query(`SELECT 1 FROM agent WHERE synced AND healthy AND state = 'READY'`);
  return rows.length > 0;
}

describe('a Longshore whose services come and go', () => {
  it('waits for a registry that is down at the start, and works when it comes', async () => {
    await services.stopService('registry');
    const agent = rig.startAgent('host');
    const dispatcher = rig.startDispatcher();
    const job = await rig.submitShell('echo waited');
    await until('both live and say that they are not ready', async () => {
      const answers = await Promise.all(
        [agent, dispatcher].flatMap((one) => [one.probe('/healthz'), one.probe('/readyz')]),
      );
      return isDeepStrictEqual(answers, [200, 503, 200, 503]);
    });
    expect((await rig.outcome(job)).state).toBe('QUEUED');

    await services.startService('registry');
    expectDoneOnce(await rig.untilEnded([job], 60_000), rig.history);
    expect([agent.running, dispatcher.running]).toEqual([true, true]);
  });

  it('loses nothing when the broker stops in the middle and starts again', async () => {
    await until('the agent is ready', agentIsReady);
    const running = await Promise.all(Array.from({ length: 5 }, () => rig.submitShell('sleep 3; echo over')));
    await until('they run', async () => {
      const outcomes = await Promise.all(running.map((jobId) => rig.outcome(jobId)));
      return outcomes.every(({ attempts }) => attempts[0]?.observed === 'RUNNING');
    });

    await services.stopService('kafka');
    const submitted = await Promise.all(Array.from({ length: 10 }, (_, index) => rig.submitShell(`echo ${index}`)));
    expect(await served.get<Problem>('/topics')).toMatchObject({
      status: 503,
      code: 'kafka_unreachable',
      advice: 'Check that the brokers run and can be reached.',
    });
    const listed = await served.longshore('topic', 'list');
    expect(listed).toMatchObject({ exitCode: 3, stdout: '' });
    expect(listed.stderr).toContain('Kafka could not be reached');
    const accepted = await served.longshore('job', 'run', '--image', shellImage, '--detach', '--', 'true');
    expect(accepted.exitCode, accepted.stderr).toBe(0);
    submitted.push(accepted.stdout.trim());
    await services.startService('kafka');

    expectDoneOnce(await rig.untilEnded([...running, ...submitted], 120_000), rig.history);
  });
});
