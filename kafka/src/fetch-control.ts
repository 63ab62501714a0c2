import type { Kafka } from 'kafkajs';
import { type Broker, clusterMaker } from './kafkajs-cluster.ts';

/** A hand on the fetches of a client's consumers. */
export interface FetchControl {
  /** Ends the fetches that wait for records now, and no other request: kafkajs fetches over connections of their own. */
  cut(): void;
}

/** The second connection of a broker's two is the one that fetches go over. */
const fetchConnection = 1;

/**
 * Takes fetches in hand that kafkajs lets nobody touch once they wait at a broker for records.
 *
 * @param longestWaitMs - how long a fetch may wait that is sent now; null: as long as the consumer was told
 */
export function controlFetches(kafka: Kafka, longestWaitMs: () => number | null): FetchControl {
  const brokers = new Set<Broker>();
  const { make, replace } = clusterMaker(kafka);
  replace((options) => {
    const cluster = make(options);
    const findBroker = cluster.findBroker.bind(cluster);
    cluster.findBroker = async (sought) => {
      const broker = await findBroker(sought);
      brokers.add(broker);
      const waitMs = longestWaitMs();
      if (waitMs === null) return broker;
      const hurried = Object.create(broker) as Broker;
      hurried.fetch = (request) => broker.fetch({ ...request, maxWaitTime: Math.min(request.maxWaitTime, waitMs) });
      return hurried;
    };
    return cluster;
  });
  return {
    cut() {
      for (const { connectionPool } of brokers) {
        connectionPool.pool[fetchConnection]?.socket?.destroy(new Error('the fetch was given up'));
      }
    },
  };
}
