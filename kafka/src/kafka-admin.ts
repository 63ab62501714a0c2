import type { Admin as KafkaJsAdmin } from 'kafkajs';
import type { TopicAdmin, TopicDescription, TopicPartition } from './bus.ts';
import { type Connection, endConnection, type KafkaBusOptions, openConnection, withDeadline } from './connection.ts';
import { type Cluster, clusterMaker } from './kafkajs-cluster.ts';
import { protocolErrorType, translateKafkaError } from './translate-kafka-error.ts';

interface OpenedAdmin {
  client: Promise<KafkaJsAdmin>;
  /** The client's own view of the brokers; there from the moment that the client is. */
  cluster: () => Cluster;
  connection: Connection;
}

/** Administration over one connection, which is made anew after a failure. */
export class KafkaTopicAdmin implements TopicAdmin {
  readonly #options: KafkaBusOptions;
  #opened: OpenedAdmin | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KafkaBusOptions) {
    this.#options = options;
  }

  async #call<Value>(what: string, work: (client: KafkaJsAdmin, cluster: Cluster) => Promise<Value>): Promise<Value> {
    const where = `${what} on ${this.#options.bootstrapServers.join(',')}`;
    let late = false;
    let opened: OpenedAdmin | null = null;
    // One call after another: a call of kafkajs for a topic that does not exist spoils what others know of theirs.
    const turn = this.#last.then(async () => {
      if (late) throw new Error('its time had passed before its turn came');
      opened = this.#opened ?? this.#open();
      // Once another has deleted one of them, the client would say of every other that it is missing, after seconds.
      opened.cluster().targetTopics.clear();
      return work(await opened.client, opened.cluster());
    });
    this.#last = turn.catch((error: unknown) => error);
    try {
      return await withDeadline(turn, this.#options.deadlineMs ?? 15_000, where);
    } catch (error) {
      late = true;
      // What the broker refused in words left the connection whole; anything else may not have.
      if (protocolErrorType(error) === null) await this.#discard(opened);
      throw translateKafkaError(error, where);
    }
  }

  #open(): OpenedAdmin {
    const connection = openConnection(this.#options);
    const { make, replace } = clusterMaker(connection.kafka);
    let cluster: Cluster | null = null;
    replace((given) => {
      cluster = make(given);
      return cluster;
    });
    const client = connection.kafka.admin();
    this.#opened = {
      connection,
      client: client.connect().then(() => client),
      cluster: () => {
        if (cluster === null) throw new Error('this version of kafkajs makes no cluster for an admin');
        return cluster;
      },
    };
    return this.#opened;
  }

  /** Ends a connection, unless a call that ran beside this one already did. */
  async #discard(opened: OpenedAdmin | null): Promise<void> {
    if (opened === null || opened !== this.#opened) return;
    this.#opened = null;
    await endConnection(opened.connection, async () => (await opened.client).disconnect(), 2_000);
  }

  listTopics(): Promise<string[]> {
    return this.#call('list topics', (client) => client.listTopics());
  }

  describeTopics(names: readonly string[]): Promise<TopicDescription[]> {
    return this.#call(`describe ${names.join(', ')}`, async (_client, cluster) => {
      // One that does not exist is said at once; only then is there something to wait for.
      await cluster.addMultipleTargetTopics([...names]);
      return untilReadable(() => describe(cluster, names));
    });
  }

  describeAllTopics(): Promise<TopicDescription[]> {
    return this.#call('describe all topics', (client, cluster) =>
      untilReadable(async () => describe(cluster, await client.listTopics())),
    );
  }

  ensureTopic(topic: Parameters<TopicAdmin['ensureTopic']>[0]): Promise<'created' | 'extended' | 'unchanged'> {
    return this.#call(`create topic ${topic.name}`, async (client, cluster) => {
      const created = await client.createTopics({
        waitForLeaders: false,
        topics: [
          {
            topic: topic.name,
            numPartitions: topic.partitions,
            replicationFactor: topic.replication,
            configEntries: Object.entries(topic.config ?? {}).map(([name, value]) => ({ name, value })),
          },
        ],
      });
      // Also one that was there already, since another may have created it a moment ago.
      const [known] = await untilReadable(() => describe(cluster, [topic.name]));
      if (created) return 'created';
      if ((known?.partitions.length ?? 0) >= topic.partitions) return 'unchanged';
      await client.createPartitions({ topicPartitions: [{ topic: topic.name, count: topic.partitions }] });
      return 'extended';
    });
  }

  deleteTopic(name: string): Promise<void> {
    return this.#call(`delete topic ${name}`, (client) => client.deleteTopics({ topics: [name] }));
  }

  deleteRecords({ topic, partition }: TopicPartition, before: bigint): Promise<void> {
    return this.#call(`delete records of ${topic}/${partition}`, (client) =>
      client.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] }),
    );
  }

  async committedOffset(groupId: string, { topic, partition }: TopicPartition): Promise<bigint | null> {
    const offset = (await this.committedOffsets(groupId, [topic])).get(topic)?.get(partition) ?? -1n;
    return offset < 0n ? null : offset;
  }

  /** What a group has committed on each partition of the topics, by topic and partition; -1: nothing. */
  committedOffsets(groupId: string, topics: readonly string[]): Promise<Map<string, Map<number, bigint>>> {
    return this.#call(`read offsets of group ${groupId}`, async (client) => {
      const rows = await client.fetchOffsets({ groupId, topics: [...topics] });
      return new Map(
        rows.map(({ topic, partitions }) => [
          topic,
          new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)])),
        ]),
      );
    });
  }

  async listGroups(): Promise<Array<{ groupId: string; protocolType: string }>> {
    const { groups } = await this.#call('list groups', (client) => client.listGroups());
    return groups.map(({ groupId, protocolType }) => ({ groupId, protocolType }));
  }

  async deleteGroups(groupIds: readonly string[]): Promise<void> {
    if (groupIds.length === 0) return;
    await this.#call(`delete groups ${groupIds.join(', ')}`, async (client) => {
      try {
        await client.deleteGroups([...groupIds]);
      } catch (error) {
        if (!refusedGroups(error).every((type) => type === 'NON_EMPTY_GROUP' || type === 'GROUP_ID_NOT_FOUND'))
          throw error;
      }
    });
  }

  close(): Promise<void> {
    return this.#discard(this.#opened);
  }
}

/** What the broker said of each group that it did not delete; of another failure, its own type. */
function refusedGroups(error: unknown): Array<string | null> {
  const groups = typeof error === 'object' && error !== null && 'groups' in error ? error.groups : null;
  if (!Array.isArray(groups)) return [protocolErrorType(error)];
  return groups.map((group: { error?: unknown }) => protocolErrorType(group.error));
}

/** What brokers say of a new topic until each of them has learnt of it and its leader has taken it up. */
const notYetReadable = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'REPLICA_NOT_AVAILABLE',
]);

/** Asks for topics, any of which may have been made or deleted a moment ago, by anybody, until it is answered. */
async function untilReadable(ask: () => Promise<TopicDescription[]>): Promise<TopicDescription[]> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!notYetReadable.has(protocolErrorType(error) ?? '') || tries >= 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** What the brokers know of topics: three requests, however many topics, for each broker that leads some. */
async function describe(cluster: Cluster, names: readonly string[]): Promise<TopicDescription[]> {
  if (names.length === 0) return [];
  cluster.targetTopics.clear();
  await cluster.addMultipleTargetTopics([...names]);
  const topics = names.map((name) => ({ name, known: cluster.findTopicPartitionMetadata(name) }));
  const asked = topics.map(({ name, known }) => ({
    topic: name,
    partitions: known.map(({ partitionId }) => ({ partition: partitionId })),
  }));
  const starts = offsetsByTopic(await cluster.fetchTopicsOffset(asked.map((one) => ({ ...one, fromBeginning: true }))));
  const ends = offsetsByTopic(await cluster.fetchTopicsOffset(asked.map((one) => ({ ...one, fromBeginning: false }))));
  return topics.map(({ name, known }) => ({
    name,
    partitions: known
      .map(({ partitionId, leader, replicas }) => ({
        partition: partitionId,
        leader,
        replicas: replicas.length,
        start: starts.get(name)?.get(partitionId) ?? 0n,
        end: ends.get(name)?.get(partitionId) ?? 0n,
      }))
      .toSorted((a, b) => a.partition - b.partition),
  }));
}

function offsetsByTopic(
  rows: Awaited<ReturnType<Cluster['fetchTopicsOffset']>>,
): Map<string, ReadonlyMap<number, bigint>> {
  return new Map(
    rows.map(({ topic, partitions }) => [
      topic,
      new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)])),
    ]),
  );
}
