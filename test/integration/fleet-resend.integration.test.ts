import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { laneOf, type TopicAdmin } from '@longshore/kafka';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../control-plane/until.ts';
import { claimTestSpace, type TestSpace } from '../setup/test-space.ts';
import { AgentUnderTest, wishFor } from './agent-under-test.ts';

const docker = async (...parameters: string[]) => (await promisify(execFile)('docker', parameters)).stdout.trim();

describe('an agent that was away for longer than Kafka keeps what it missed', () => {
  let space: TestSpace;
  let agent: AgentUnderTest;
  let admin: TopicAdmin;

  beforeAll(async () => {
    space = await claimTestSpace('resend');
  });

  afterAll(async () => {
    const scope = space.topicPrefix.replace(/\.$/, '');
    const left = await docker('ps', '-aq', '--filter', `label=longshore.scope=${scope}`);
    if (left !== '') await docker('rm', '-f', ...left.split('\n'));
    await space.release();
  });

  beforeEach(async (test) => {
    const agentId = `host-${test.task.id.replaceAll(/[^a-zA-Z0-9]/g, '')}`;
    agent = new AgentUnderTest({ environment: space.environment, topicPrefix: space.topicPrefix, agentId });
    admin = await agent.bus.admin();
    await agent.listen();
    agent.start();
    await agent.ready();
  });

  afterEach(() => agent[Symbol.asyncDispose]());

  /** Deletes every record of the agent's lane, as retention does. */
  async function loseRecords(): Promise<void> {
    const topic = agent.topic('Job_Handling');
    const partition = agent.agentStatuses.findLast((status) => status.lane !== null)?.lane ?? 0;
    const [described] = await admin.describeTopics([topic]);
    const end = described?.partitions.find((row) => row.partition === partition)?.end ?? 0n;
    expect(end).toBeGreaterThan(0n);
    await admin.deleteRecords({ topic, partition }, end);
    const [after] = await admin.describeTopics([topic]);
    expect(after?.partitions.find((row) => row.partition === partition)?.start).toBe(end);
  }

  it('stood still, its group, its offsets and the records are gone: it registers, is told everything anew, and does it', async () => {
    const stays = wishFor('setInterval(() => {}, 1000)');
    await agent.apply(stays);
    await agent.running(stays.attemptId);
    const before = agent.agentStatuses.at(-1)!;
    const process = agent.process!;
    process.kill('SIGSTOP');
    try {
      const missed = wishFor('console.log("after all")');
      await agent.apply(missed);
      await agent.apply({ ...stays, desired: 'STOP', generation: 2 });
      await loseRecords();
      const group = `${space.topicPrefix}longshore-agent-${agent.agentId}.${before.bootId}`;
      await until(
        async () => {
          await admin.deleteGroups([group]);
          return !(await admin.listGroups()).some(({ groupId }) => groupId === group);
        },
        'the brokers have forgotten the group',
        40_000,
      );
      const heard = agent.agentStatuses.length;
      process.kill('SIGCONT');
      const synced = await agent.ready(heard);
      expect(await agent.ended(missed.attemptId)).toMatchObject({ observed: 'SUCCEEDED' });
      expect(await agent.ended(stays.attemptId)).toMatchObject({ observed: 'STOPPED' });
      expect(synced.bootId).toBe(before.bootId);
      const registrations = agent.agentStatuses.slice(heard).map(({ registration }) => registration);
      expect(Math.max(...registrations)).toBeGreaterThan(before.registration);
    } finally {
      process.kill('SIGCONT');
    }
  });

  it('starts again on another lane, because partitions were added meanwhile, and is told everything there', async () => {
    const topic = agent.topic('Job_Handling');
    const lane = agent.agentStatuses.at(-1)!.lane!;
    expect(await agent.end('SIGTERM')).toBe(0);
    const missed = wishFor('console.log("on another lane")');
    await agent.apply(missed);
    await loseRecords();
    const [described] = await admin.describeTopics([topic]);
    let partitions = (described?.partitions.length ?? 0) + 1;
    while (laneOf(agent.agentId, partitions) === lane) partitions += 1;
    expect(await admin.ensureTopic({ name: topic, partitions, replication: 1 })).toBe('extended');
    const heard = agent.agentStatuses.length;
    agent.start();
    const synced = await agent.ready(heard);
    expect(synced.lane).toBe(laneOf(agent.agentId, partitions));
    expect(synced.lane).not.toBe(lane);
    expect(await agent.ended(missed.attemptId)).toMatchObject({ observed: 'SUCCEEDED' });
  });
});
