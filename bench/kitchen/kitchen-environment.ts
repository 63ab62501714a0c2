import type { KitchenPlan } from '@longshore/kitchens';
import type { Services } from '../../test/stack/services.ts';

export interface KitchenSurroundings {
  /** How much faster than real it cooks. */
  clockFactor: number;
  /** Of its metrics. */
  port: number;
  services: Pick<Services, 'kafkaBootstrapServers' | 'schemaRegistryUrl'>;
}

/** What a kitchen's program is told, as a container would be. */
export function kitchenEnvironment(
  { id, name, location, capacity, railMax, specialties }: KitchenPlan,
  { clockFactor, port, services }: KitchenSurroundings,
): Record<string, string> {
  return {
    NODE_ENV: 'production',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
    SCHEMA_REGISTRY_URL: services.schemaRegistryUrl,
    // Not that of whoever runs the benchmark.
    LONGSHORE_TOPIC_PREFIX: '',
    KITCHEN_ID: id,
    KITCHEN_NAME: name,
    KITCHEN_LATITUDE: String(location.latitude),
    KITCHEN_LONGITUDE: String(location.longitude),
    KITCHEN_CAPACITY: String(capacity),
    KITCHEN_RAIL_MAX: String(railMax),
    KITCHEN_SPECIALTIES: specialties.join(','),
    KITCHEN_CLOCK_FACTOR: String(clockFactor),
    KITCHEN_STATUS_MS: '',
    KITCHEN_GRACE_MS: '',
    KITCHEN_PORT: String(port),
  };
}
