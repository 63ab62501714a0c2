/** What the bare consumer is told. */
export interface BareConsumerConfig {
  bootstrapServers: string[];
  topic: string;
  groupId: string;
}

/** @throws when a variable is missing */
export function readBareConsumerConfig(): BareConsumerConfig {
  const { KAFKA_BOOTSTRAP_SERVERS: servers, BENCH_TOPIC: topic, BENCH_GROUP: groupId } = process.env;
  if (!servers || !topic || !groupId) {
    throw new Error('KAFKA_BOOTSTRAP_SERVERS, BENCH_TOPIC and BENCH_GROUP must be set');
  }
  return { bootstrapServers: servers.split(','), topic, groupId };
}
