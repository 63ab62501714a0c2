import type { Socket } from 'node:net';
import type { Kafka } from 'kafkajs';

/** What is asked of one broker in a fetch. */
export interface FetchRequest {
  maxWaitTime: number;
  minBytes: number;
  maxBytes: number;
  isolationLevel: number;
  topics: Array<{ topic: string; partitions: Array<{ partition: number; fetchOffset: string; maxBytes: number }> }>;
}

/** One partition's part of an answer to a fetch; `Batch` of kafkajs makes sense of the rest of it. */
export interface FetchedPartition {
  partition: number;
  highWatermark: string;
}

/** Records for one partition, numbered for the brokers by who writes them. */
interface ProduceRequest {
  producerId: string;
  producerEpoch: number;
  acks: number;
  timeout: number;
  topicData: Array<{
    topic: string;
    partitions: Array<{
      partition: number;
      firstSequence: number;
      messages: Array<{ key: null; value: Buffer }>;
    }>;
  }>;
}

export interface Broker {
  connectionPool: { pool: ReadonlyArray<{ socket?: Socket }> };
  fetch(request: FetchRequest): Promise<{
    responses: Array<{ topicName: string; partitions: FetchedPartition[] }>;
  }>;
  produce(request: ProduceRequest): Promise<{
    topics: Array<{ partitions: Array<{ baseOffset: string }> }>;
  }>;
  initProducerId(request: { transactionTimeout: number }): Promise<{ producerId: string; producerEpoch: number }>;
}

/** A client's view of the brokers, which kafkajs keeps to itself: as much of it as is used here. */
export interface Cluster {
  /** Every topic that was ever dealt with; whoever asks for one asks for all of them. */
  targetTopics: Set<string>;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: string[]): Promise<void>;
  findBroker(broker: object): Promise<Broker>;
  /** Partitions by the node that leads them. */
  findLeaderForPartitions(topic: string, partitions: number[]): Record<string, number[]>;
  /** Of a topic that was asked for; empty for any other. */
  findTopicPartitionMetadata(topic: string): Array<{ partitionId: number; leader: number; replicas: number[] }>;
  fetchTopicsOffset(
    topics: Array<{ topic: string; partitions: Array<{ partition: number }>; fromBeginning: boolean }>,
  ): Promise<Array<{ topic: string; partitions: Array<{ partition: number; offset: string }> }>>;
}

export type MakeCluster = (options: object) => Cluster;

/** kafkajs keeps the making of clusters behind a symbol of each client. */
export function clusterMaker(kafka: Kafka): {
  make: MakeCluster;
  /** Has the client make its clusters by another function from now on. */
  replace: (make: MakeCluster) => void;
} {
  const symbol = Object.getOwnPropertySymbols(kafka).find((one) => one.description === 'private:Kafka:createCluster');
  const holder = kafka as unknown as Record<symbol, MakeCluster>;
  const make = symbol === undefined ? undefined : holder[symbol];
  if (symbol === undefined || make === undefined)
    throw new Error('this version of kafkajs makes its clusters elsewhere');
  return {
    make,
    replace: (other) => {
      holder[symbol] = other;
    },
  };
}
