import { makeCity, RAIL_PER_COOK } from '@longshore/kitchens';
import { expect, it } from 'vitest';
import { readConfig } from '../../workloads/kitchen-node/src/config.ts';
import { kitchenEnvironment } from './kitchen-environment.ts';

const services = {
  kafkaBootstrapServers: '127.0.0.1:9092',
  schemaRegistryUrl: 'http://127.0.0.1:8081/apis/ccompat/v7',
};

it.each([
  [1_000, 1_000_000],
  [39, 1],
])('a kitchen of %d cooks who are %d times as fast reads of its environment what it is', (capacity, clockFactor) => {
  const { kitchens } = makeCity({
    seed: 1,
    kitchens: 6,
    specialties: 3,
    capacities: [capacity],
    railPerCook: RAIL_PER_COOK,
  });
  for (const plan of kitchens) {
    const config = readConfig(kitchenEnvironment(plan, { clockFactor, port: 3003, services }));
    expect(config.kitchen).toEqual({ ...plan, clockFactor });
    expect(config).toMatchObject({ port: 3003, statusMs: 500, bootstrapServers: ['127.0.0.1:9092'], topicPrefix: '' });
  }
});
