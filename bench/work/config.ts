import { z } from 'zod';

const schema = z.object({
  KAFKA_BOOTSTRAP_SERVERS: z.string().transform((text) => text.split(',')),
  BENCH_TOPIC: z.string().min(1),
  BENCH_GROUP: z.string().min(1),
});

/** What the bare consumer is told. */
export interface BareConsumerConfig {
  bootstrapServers: string[];
  topic: string;
  groupId: string;
}

/** @throws when a variable is missing */
export function readBareConsumerConfig(): BareConsumerConfig {
  const given = schema.parse(process.env);
  return { bootstrapServers: given.KAFKA_BOOTSTRAP_SERVERS, topic: given.BENCH_TOPIC, groupId: given.BENCH_GROUP };
}
