import { type Bus, createKafkaBus } from '@longshore/kafka';
import { afterAll, inject } from 'vitest';
import { describeBusContract } from './bus-contract.ts';

const opened: Bus[] = [];
const open = () => {
  const bus = createKafkaBus({
    bootstrapServers: inject('services').kafkaBootstrapServers.split(','),
    clientId: 'bus-contract',
  });
  opened.push(bus);
  return bus;
};

describeBusContract('Kafka', () => ({ open, patienceMs: 20_000, calmMs: 1_000 }));

afterAll(async () => {
  await Promise.all(opened.map((bus) => bus.close()));
});
