import { Partitioners } from 'kafkajs';

/**
 * The partition that a reader of its own instructions reads, an agent of `Job_Handling` or a kitchen of `Order_Handling`:
 * where the default partitioner (murmur2, as in every Kafka client) puts records whose key is its id.
 */
export function laneOf(readerId: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  return Partitioners.DefaultPartitioner()({ topic: '', partitionMetadata, message: { key: readerId, value: null } });
}
