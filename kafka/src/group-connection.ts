import type { Kafka } from 'kafkajs';
import { type Broker, clusterMaker } from './kafkajs-cluster.ts';

/**
 * Lets consumers of `reading` speak to their group's coordinator over connections of `coordinating`. A broker answers
 * the requests of one connection in turn, so that heartbeats and commits would wait behind a fetch that waits for
 * records; this way an idle reader can fetch with a long wait and still commit in milliseconds.
 *
 * @param holdFetches - what a fetch has to wait for, if anything; one that waited is left out, since it would begin
 * where its partitions stood before, and might wait there for long
 */
export function separateGroupTraffic(
  reading: Kafka,
  coordinating: Kafka,
  holdFetches: () => Promise<void> | null,
): void {
  const { make, replace } = clusterMaker(reading);
  const { make: makeForGroup } = clusterMaker(coordinating);
  replace((options) => {
    const cluster = make(options);
    const forGroup = makeForGroup(options);
    const connect = cluster.connect.bind(cluster);
    const disconnect = cluster.disconnect.bind(cluster);
    const addTopics = cluster.addMultipleTargetTopics.bind(cluster);
    const findBroker = cluster.findBroker.bind(cluster);
    cluster.connect = async () => {
      await Promise.all([connect(), forGroup.connect()]);
    };
    cluster.disconnect = async () => {
      await Promise.all([disconnect(), forGroup.disconnect()]);
    };
    cluster.addMultipleTargetTopics = async (topics) => {
      await Promise.all([addTopics(topics), forGroup.addMultipleTargetTopics(topics)]);
    };
    cluster.findGroupCoordinator = (request) => forGroup.findGroupCoordinator(request);
    cluster.findBroker = async (broker) => {
      // A coordinator that lost its connection is looked for by itself, and a broker to fetch from by its number alone.
      if ('connectionPool' in broker) return forGroup.findBroker(broker);
      const found = await findBroker(broker);
      const holding = holdFetches();
      if (holding === null) return found;
      await holding;
      return Object.assign(Object.create(found) as Broker, { fetch: async () => ({ responses: [] }) });
    };
    return cluster;
  });
}
