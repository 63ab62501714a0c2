import { deadLetterTopicName, topicName } from '@longshore/kafka';
import { LIMITS, type TopicMessage } from '@longshore/schemas';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { succeed } from '../control-plane/succeed.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
  await world.playedAgent('host', { onApply: succeed }).start();
});
afterAll(() => world.close());

/** Sets what the broker takes on the instructions' topic, as somebody who runs the brokers may. */
async function takeAtMost(bytes: number): Promise<void> {
  const kafka = new kafkajs.Kafka({
    brokers: inject('services').kafkaBootstrapServers.split(','),
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topicName('Job_Handling', world.topicPrefix) };
  const configEntries = [{ name: 'max.message.bytes', value: String(bytes) }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
  await admin.disconnect();
}

describe('an instruction that Kafka does not take', () => {
  it('fails its job in words, goes to the dead letters, and holds up no other', async () => {
    await takeAtMost(20_000);
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

    await takeAtMost(8 * 1024 * 1024);
    const next = await world.submit({ environment: { LARGE: 'x'.repeat(50_000) } });
    await world.jobThat(next, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });

  it('does not come of the largest job that is accepted, nor of many at once', async () => {
    const half = 'x'.repeat(LIMITS.commandBytesMax - 4);
    const largest = {
      entrypoint: [half],
      command: [half],
      environment: { LARGE: 'x'.repeat(LIMITS.environmentBytesMax - 20) },
    };
    const ids = await Promise.all(Array.from({ length: 12 }, () => world.submit(largest)));
    for (const id of ids) await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });

  it('is refused at submission beyond that, naming the field', async () => {
    const over = 'x'.repeat(LIMITS.commandBytesMax);
    for (const field of ['command', 'entrypoint']) {
      const { status, body } = await world.ask('POST', '/jobs', { kind: 'container', image: 'a', [field]: [over] });
      expect(status).toBe(422);
      expect(body.errors?.[0]).toEqual({ path: field, message: 'at most 131072 bytes in all' });
    }
  });
});
