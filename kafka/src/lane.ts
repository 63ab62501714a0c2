import { Partitioners } from 'kafkajs';

/**
 * The partition of `Job_Handling` that an agent reads: where the default partitioner (murmur2, as in every Kafka client)
 * puts records whose key is its id.
 */
export function laneOf(agentId: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  return Partitioners.DefaultPartitioner()({ topic: '', partitionMetadata, message: { key: agentId, value: null } });
}
