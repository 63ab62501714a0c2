import { deadLetterTopicName, topicName } from '@longshore/kafka';
import type { TopicMessage } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { succeed } from '../control-plane/succeed.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await takeAtMost(20_000);
  await world.startDispatcher();
  await world.playedAgent('host', { onApply: succeed }).start();
});
afterAll(() => world.close());

/** Makes the instructions' topic anew, on which the broker takes less than it should, as on brokers of somebody else. */
async function takeAtMost(bytes: number): Promise<void> {
  const admin = await world.bus.admin();
  const name = topicName('Job_Handling', world.topicPrefix);
  const [topic] = await admin.describeTopics([name]);
  await admin.deleteTopic(name);
  await until(async () => !(await admin.listTopics()).includes(name), 'the topic is gone');
  const config = { 'max.message.bytes': String(bytes) };
  await admin.ensureTopic({ name, partitions: topic?.partitions.length ?? 1, replication: 1, config });
}

describe('an instruction that Kafka does not take', () => {
  it('fails its job in words, goes to the dead letters, and holds up no other', async () => {
    const large = await world.submit({ environment: { LARGE: 'x'.repeat(50_000) } });
    const others = await Promise.all([world.submit(), world.submit(), world.submit()]);

    const job = await world.jobThat(large, 'fails', ({ state }) => state === 'FAILED');
    expect(job.reason).toMatchObject({ code: 'BAD_SPEC', retryable: false });
    expect(job.reason?.message).toMatch(/larger than Kafka takes \(5\d{4} bytes\): shorten command, environment/);
    expect(job.tasks[0]?.attempts).toHaveLength(1);
    for (const id of others) await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');

    const dead = deadLetterTopicName(topicName('Job_Handling', world.topicPrefix));
    const letters = await world.ask<{ items: TopicMessage[] }>('GET', `/topics/${dead}/messages`);
    expect(letters.body.items.filter(({ headers }) => headers.jobId === large)).toHaveLength(1);
    await until(async () => (await world.audited('InstructionRefused')).length, 'it is audited');
  });
});
