import { createCodec, createKafkaBus, topicName } from '@longshore/kafka';
import { PlayedAgent } from '../../test/control-plane/played-agent.ts';
import type { Services } from '../../test/stack/services.ts';

/** Agents that speak the protocol on Kafka, with no engine behind them. */
export interface PlayedFleet extends AsyncDisposable {
  agents: readonly PlayedAgent[];
}

/** As often as an agent beats that is set as the product sets it. */
const BEAT_MS = 5_000;

/** Starts agents and waits until the dispatcher has synced them. */
export async function playAgents(services: Services, ids: readonly string[]): Promise<PlayedFleet> {
  await using parts = new AsyncDisposableStack();
  const bus = createKafkaBus({
    bootstrapServers: services.kafkaBootstrapServers.split(','),
    clientId: 'longshore-bench',
  });
  parts.defer(() => bus.close());
  const codec = createCodec({ registryUrl: services.schemaRegistryUrl, topicPrefix: '' });
  const [lanes] = await (await bus.admin()).describeTopics([topicName('Job_Handling')]);
  if (lanes === undefined) throw new Error('There is no topic for instructions');
  const common = { bus, codec, topicPrefix: '', partitions: lanes.partitions.length, slots: 100 };
  const agents = await Promise.all(
    ids.map(async (id) => {
      const agent = new PlayedAgent({ ...common, id });
      parts.defer(() => agent.stop());
      agent.status = { healthIntervalMs: BEAT_MS };
      return agent.start({ beatMs: BEAT_MS });
    }),
  );
  const kept = parts.move();
  return { agents, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
