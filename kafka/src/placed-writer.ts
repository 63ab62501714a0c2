import type { PlacedWriter, TopicPartition } from './bus.ts';
import { type Connection, endConnection, type KafkaBusOptions, openConnection, withDeadline } from './connection.ts';
import { BusError } from './errors.ts';
import { type Broker, type Cluster, clusterMaker } from './kafkajs-cluster.ts';
import { protocolErrorType, translateKafkaError } from './translate-kafka-error.ts';

/** Sequences of an idempotent producer are whole numbers of 32 bits, and begin again at 0 after the largest. */
const SEQUENCES = 2n ** 31n;
const TIMEOUT_MS = 10_000;
const SECOND_PLACE = new Set(['OUT_OF_ORDER_SEQUENCE_NUMBER', 'DUPLICATE_SEQUENCE_NUMBER']);

type Append = Parameters<PlacedWriter['append']>[0];

/**
 * Writes as an idempotent producer whose id is known to all who share it, and whose sequences are the offsets that the
 * records are to have: so the brokers' own look at sequences lets each record in once, whoever brings it. kafkajs counts
 * sequences by itself for an id of its own, hence the requests are made here. See docs/adr/0057.
 */
export class KafkaPlacedWriter implements PlacedWriter {
  readonly #options: KafkaBusOptions;
  readonly #place: TopicPartition;
  #opened: { cluster: Cluster; connection: Connection } | null = null;

  constructor(options: KafkaBusOptions, place: TopicPartition) {
    this.#options = options;
    this.#place = place;
  }

  newIdentity(): Promise<string> {
    return this.#withLeader(async (broker) => {
      const { producerId, producerEpoch } = await onceIdsAreGiven(() =>
        broker.initProducerId({ transactionTimeout: TIMEOUT_MS }),
      );
      return `${producerId}:${producerEpoch}`;
    });
  }

  append({ identity, offset, values }: Append): Promise<void> {
    if (values.length === 0) return Promise.resolve();
    const { topic, partition } = this.#place;
    const [producerId = '', producerEpoch = ''] = identity.split(':');
    return this.#withLeader(async (broker, where) => {
      const { topics } = await broker.produce({
        producerId,
        producerEpoch: Number(producerEpoch),
        acks: -1,
        timeout: TIMEOUT_MS,
        topicData: [
          {
            topic,
            partitions: [
              {
                partition,
                firstSequence: Number(offset % SEQUENCES),
                messages: values.map((value) => ({ key: null, value })),
              },
            ],
          },
        ],
      });
      const written = topics.flatMap(({ partitions }) => partitions).at(0)?.baseOffset;
      if (written !== String(offset)) throw outOfPlace(where, offset, written);
    });
  }

  async #withLeader<Value>(work: (broker: Broker, where: string) => Promise<Value>): Promise<Value> {
    const { topic, partition } = this.#place;
    const where = `write ${topic}/${partition} on ${this.#options.bootstrapServers.join(',')}`;
    const ask = async () => {
      const cluster = await this.#connected();
      const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
      if (nodeId === undefined) throw new Error(`partition ${partition} has no leader now`);
      return work(await cluster.findBroker({ nodeId }), where);
    };
    try {
      return await withDeadline(ask(), this.#options.deadlineMs ?? 15_000, where);
    } catch (error) {
      await this.close();
      if (SECOND_PLACE.has(protocolErrorType(error) ?? '')) throw outOfSequence(where, error);
      throw translateKafkaError(error, where);
    }
  }

  async #connected(): Promise<Cluster> {
    if (this.#opened !== null) return this.#opened.cluster;
    const connection = openConnection(this.#options, { retries: 2, initialRetryTime: 100 });
    const cluster = clusterMaker(connection.kafka).make({ allowAutoTopicCreation: false, metadataMaxAge: 60_000 });
    this.#opened = { cluster, connection };
    await cluster.connect();
    await cluster.addMultipleTargetTopics([this.#place.topic]);
    return cluster;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await endConnection(opened.connection, () => opened.cluster.disconnect(), 1_000);
  }
}

/** A broker that has just begun, or has given out what it had, says so until it has got more ids from the controller. */
async function onceIdsAreGiven<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (protocolErrorType(error) !== 'GROUP_LOAD_IN_PROGRESS' || tries >= 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function outOfSequence(where: string, cause: unknown): BusError {
  return new BusError('Other records come next under this identity', {
    code: 'OUT_OF_SEQUENCE',
    retryable: false,
    where,
    advice: 'Look where the partition ends now, and go on from there.',
    cause,
  });
}

function outOfPlace(where: string, wanted: bigint, written: string | undefined): BusError {
  return new BusError(`Records for offset ${wanted} stand at ${written ?? 'no known one'}`, {
    code: 'OUT_OF_PLACE',
    retryable: false,
    where,
    advice: 'Somebody else has written to the topic: use one that nobody else writes to.',
  });
}
