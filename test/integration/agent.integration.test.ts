import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimTestSpace, type TestSpace } from '../setup/test-space.ts';
import { AgentUnderTest, wishFor } from './agent-under-test.ts';

const docker = async (...parameters: string[]) => (await promisify(execFile)('docker', parameters)).stdout.trim();

describe('the agent on a real engine, over a real Kafka', () => {
  let space: TestSpace;
  let agent: AgentUnderTest;

  beforeAll(async () => {
    space = await claimTestSpace('agent');
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
    await agent.listen();
    agent.start();
    await agent.ready();
  });

  afterEach(async () => {
    await agent[Symbol.asyncDispose]();
  });

  it('runs a container to its end, with its output, its progress and what it was given', async () => {
    const wish = wishFor(
      `console.log('hello from ' + process.env.LONGSHORE_JOB_ID);
       console.error('a warning');
       console.log('LONGSHORE_PROGRESS {"done":7,"total":10,"unit":"records"}');
       setTimeout(() => console.log('goodbye'), 800);`,
    );
    await agent.apply(wish);
    const end = await agent.ended(wish.attemptId);
    expect(end).toMatchObject({
      observed: 'SUCCEEDED',
      exitCode: 0,
      reason: null,
      jobId: wish.jobId,
      taskId: wish.taskId,
    });
    expect(agent.linesOf(wish.attemptId)).toEqual([`hello from ${wish.jobId}`, 'a warning', 'goodbye']);
    const observed = agent.reportsOf(wish.attemptId).map((report) => report.observed);
    expect(observed.slice(0, 2)).toEqual(['STARTING', 'RUNNING']);
    expect(agent.reportsOf(wish.attemptId).some(({ progress }) => progress?.done === 7)).toBe(true);
  });
});
