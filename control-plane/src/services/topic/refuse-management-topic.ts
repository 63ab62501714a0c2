import { sortOfTopic, topicCatalogue } from '@longshore/kafka';
import { invalidRequest } from '../../http/problem-error.ts';

/** Whether a topic is one of Longshore's own or of Kafka's. */
export function isInternalTopic(name: string, topicPrefix: string): boolean {
  if (name.startsWith('__') || sortOfTopic(name, topicPrefix) !== null) return true;
  return topicCatalogue({ topicPrefix, partitions: 1, replication: 1 }).some((topic) => topic.name === name);
}

/**
 * Refuses the topics through which Longshore and Kafka themselves work, where a user's records would do harm.
 *
 * @throws ProblemError 422
 */
export function refuseManagementTopic(name: string | undefined, topicPrefix: string, path: string): void {
  if (name === undefined || !isInternalTopic(name, topicPrefix)) return;
  throw invalidRequest([
    { path, message: `${name} is a topic that Longshore or Kafka itself works with: choose another` },
  ]);
}
