import { type AvroName, WORK_TYPES, type WorkType } from '@longshore/schemas';

/** What one management topic is, apart from what a deployment chooses (prefix, partitions, replication). */
interface ManagementTopicDefinition {
  /** The record on it; its schema is the subject `<topic>-value`. */
  record: AvroName;
  key: 'agentId' | 'attemptId' | 'kitchenId';
  retentionMs: number;
  /** Largest record batch that the broker takes. */
  maxMessageBytes: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const mebibyte = 1024 * 1024;

/**
 * The topics through which control plane and agents speak, and balancer and kitchens. A Sync lists every attempt of a
 * host and an AgentStatus every container, so those two may grow beyond the broker's default of 1 MiB, as may what one
 * turn of the balancer or of the largest kitchen has to say.
 */
export const MANAGEMENT_TOPICS = {
  Job_Handling: { record: 'JobInstruction', key: 'agentId', retentionMs: 7 * dayMs, maxMessageBytes: 8 * mebibyte },
  Job_Status: { record: 'JobStatus', key: 'attemptId', retentionMs: 7 * dayMs, maxMessageBytes: mebibyte },
  Agent_Status: { record: 'AgentStatus', key: 'agentId', retentionMs: dayMs, maxMessageBytes: 8 * mebibyte },
  Job_Logs: { record: 'JobLogBatch', key: 'attemptId', retentionMs: 3 * dayMs, maxMessageBytes: 2 * mebibyte },
  Kitchen_Status: { record: 'KitchenStatus', key: 'kitchenId', retentionMs: dayMs, maxMessageBytes: mebibyte },
  // For one boot of one kitchen, which reads it from its own beginning: nobody ever goes back.
  Order_Handling: { record: 'OrderInstructions', key: 'kitchenId', retentionMs: dayMs, maxMessageBytes: 2 * mebibyte },
  Order_Status: { record: 'OrderReports', key: 'kitchenId', retentionMs: 3 * dayMs, maxMessageBytes: 2 * mebibyte },
} as const satisfies Record<string, ManagementTopicDefinition>;

export type ManagementTopic = keyof typeof MANAGEMENT_TOPICS;

export const MANAGEMENT_TOPIC_NAMES = Object.keys(MANAGEMENT_TOPICS) as ManagementTopic[];

/** Offers of work items: an id each, told again when they are lost. */
const WORK_TOPIC = { record: null, retentionMs: 7 * dayMs, maxMessageBytes: mebibyte } as const;

/** A dead letter is the original record plus headers: a little more than the largest record. */
const deadLetterMaxMessageBytes = 9 * mebibyte;
const deadLetterRetentionMs = 30 * dayMs;

/** A topic as it is to be created. */
export interface TopicDefinition {
  name: string;
  partitions: number;
  replication: number;
  config: Record<string, string>;
  /** Null: not Avro, nothing is registered. */
  record: AvroName | null;
}

/** What a topic is to be, before what a deployment chooses. */
type Wanted = Pick<ManagementTopicDefinition, 'retentionMs' | 'maxMessageBytes'> &
  Pick<TopicDefinition, 'name' | 'record'>;

/** A management topic's name in this deployment. The prefix lets several deployments or tests share one broker. */
export function topicName(topic: ManagementTopic, topicPrefix = ''): string {
  return `${topicPrefix}${topic}`;
}

/** Where records of `topic` (its full name) go that could not be handled. */
export function deadLetterTopicName(topic: string): string {
  return `${topic}.dlq`;
}

/** The topic on which work items of a type are offered to workers. */
export function workTopicName(type: WorkType, topicPrefix = ''): string {
  return `${topicPrefix}jobs.${type}`;
}

/** The group in which the workers of a type share its topic. */
export function workGroupName(type: WorkType, topicPrefix = ''): string {
  return `${topicPrefix}longshore-work-${type}`;
}

/** The management topic on which records of this Avro type travel. */
export function topicOfRecord(record: AvroName): ManagementTopic {
  const topic = MANAGEMENT_TOPIC_NAMES.find((name) => MANAGEMENT_TOPICS[name].record === record);
  if (topic === undefined) throw new Error(`no management topic carries ${record}`);
  return topic;
}

/** The registry's subject for records of this Avro type: `<topic>-value`. */
export function subjectOfRecord(record: AvroName, topicPrefix = ''): string {
  return `${topicName(topicOfRecord(record), topicPrefix)}-value`;
}

/** Every topic that Longshore itself needs, dead-letter topics included. */
export function topicCatalogue(deployment: {
  topicPrefix: string;
  partitions: number;
  replication: number;
}): TopicDefinition[] {
  const { topicPrefix, partitions, replication } = deployment;
  // With three copies one broker may be down while acknowledged records still are on two.
  const inSync = { 'min.insync.replicas': String(replication >= 3 ? 2 : 1), 'cleanup.policy': 'delete' };
  const withDeadLetters = ({ name, record, retentionMs, maxMessageBytes }: Wanted): TopicDefinition[] => [
    {
      name,
      partitions,
      replication,
      record,
      config: { ...inSync, 'retention.ms': String(retentionMs), 'max.message.bytes': String(maxMessageBytes) },
    },
    {
      name: deadLetterTopicName(name),
      partitions: 1,
      replication,
      record: null,
      config: {
        ...inSync,
        'retention.ms': String(deadLetterRetentionMs),
        'max.message.bytes': String(deadLetterMaxMessageBytes),
      },
    },
  ];
  return [
    ...MANAGEMENT_TOPIC_NAMES.flatMap((topic) =>
      withDeadLetters({ ...MANAGEMENT_TOPICS[topic], name: topicName(topic, topicPrefix) }),
    ),
    ...WORK_TYPES.flatMap((type) => withDeadLetters({ ...WORK_TOPIC, name: workTopicName(type, topicPrefix) })),
  ];
}
