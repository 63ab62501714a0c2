import { type Bus, createKafkaBus } from '@longshore/kafka';

/** Connects to Kafka, lazily: the first call that needs it connects. */
export function openBus(options: { bootstrapServers: readonly string[]; clientId: string }): Bus {
  return createKafkaBus({ bootstrapServers: [...options.bootstrapServers], clientId: options.clientId });
}
