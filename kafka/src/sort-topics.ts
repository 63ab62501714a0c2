import { CONTROL_PARTITIONS } from '@longshore/schemas/sort';
import type { TopicDefinition } from './catalogue.ts';

/** The topics of one sort; they are made when it is asked for and removed with it. See docs/adr/0051. */
export interface SortTopics {
  input: string;
  control: string;
  exchange: string;
  result: string;
}

const mebibyte = 1024 * 1024;
/** Larger than any chunk: one holds a line at least, and a line may be long. */
const maxMessageBytes = 8 * mebibyte;
const SORT_TOPIC = /^sort\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?:input|control|exchange|result)$/;

/** How the topics of a sort are called in this deployment. */
export function sortTopics(id: string, topicPrefix = ''): SortTopics {
  const name = (part: keyof SortTopics) => `${topicPrefix}sort.${id}.${part}`;
  return { input: name('input'), control: name('control'), exchange: name('exchange'), result: name('result') };
}

/** The sort that a topic belongs to; null: it is no topic of a sort. */
export function sortOfTopic(topic: string, topicPrefix = ''): string | null {
  return topic.startsWith(topicPrefix) ? (SORT_TOPIC.exec(topic.slice(topicPrefix.length))?.[1] ?? null) : null;
}

/**
 * The topic that takes the result of a sort, as it is to be made: it belongs to whoever asked for it, and keeps what it
 * has until they delete it. In one partition, since only there reading in order is reading the result in order.
 */
export function sortOutputDefinition(name: string, replication: number): TopicDefinition {
  return { name, partitions: 1, replication, config: keepsAll(replication), record: null };
}

function keepsAll(replication: number): Record<string, string> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'max.message.bytes': String(maxMessageBytes),
    'min.insync.replicas': String(replication >= 3 ? 2 : 1),
  };
}

/** The topics of a sort as they are to be made. Nothing in them ages: they are deleted by name. */
export function sortTopicCatalogue(
  id: string,
  deployment: { topicPrefix: string; replication: number; partitions: number },
): TopicDefinition[] {
  const { topicPrefix, replication, partitions } = deployment;
  const topics = sortTopics(id, topicPrefix);
  const config = keepsAll(replication);
  const define = (name: string, count: number) => ({ name, partitions: count, replication, config, record: null });
  return [
    define(topics.input, partitions),
    define(topics.control, Object.keys(CONTROL_PARTITIONS).length),
    define(topics.exchange, partitions),
    define(topics.result, partitions),
  ];
}
