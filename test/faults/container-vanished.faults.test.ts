import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineJson, engineRequest } from '../hosts/engine-request.ts';
import { Rig } from './harness/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await Rig.build('container_vanished');
  rig.startDispatcher();
});

afterAll(() => rig?.[Symbol.asyncDispose]());

describe('a container that is gone when its agent comes back', () => {
  it('is not made again if it may have run: the attempt ends LOST, and another one does the work', async () => {
    const agent = rig.startAgent('host', { LONGSHORE_FAILPOINT: 'agent.after-start' });
    const job = await rig.submitShell('sleep 1');
    await agent.ended;
    const { socketPath } = rig.host;
    const containers = await engineJson<Array<{ Id: string }>>(socketPath, 'GET', '/containers/json?all=1');
    expect(containers).toHaveLength(1);
    await engineRequest(socketPath, 'DELETE', `/containers/${containers[0]?.Id}?force=1`);

    rig.startAgent('host');
    const [outcome] = await rig.untilEnded([job], 60_000);

    expect(outcome).toMatchObject({
      state: 'SUCCEEDED',
      attempts: [{ observed: 'LOST' }, { observed: 'SUCCEEDED' }],
    });
    expect(outcome?.attempts.map(({ id }) => rig.history.containersOf(id))).toEqual([1, 1]);
  });

  it('is made again if it never ran, and the attempt goes on', async () => {
    const agent = rig.startAgent('second', { LONGSHORE_FAILPOINT: 'agent.after-create' });
    const job = await rig.submitShell('echo done', { placement: { agents: ['second'] } });
    await agent.ended;
    const { socketPath } = rig.host;
    const filters = encodeURIComponent(JSON.stringify({ status: ['created'] }));
    const [created] = await engineJson<Array<{ Id: string }>>(
      socketPath,
      'GET',
      `/containers/json?all=1&filters=${filters}`,
    );
    await engineRequest(socketPath, 'DELETE', `/containers/${created?.Id}?force=1`);

    rig.startAgent('second');
    const [outcome] = await rig.untilEnded([job], 60_000);

    expect(outcome).toMatchObject({ state: 'SUCCEEDED', attempts: [{ observed: 'SUCCEEDED' }] });
    expect(rig.history.startsOf(outcome?.attempts[0]?.id ?? '')).toBe(1);
  });
});
