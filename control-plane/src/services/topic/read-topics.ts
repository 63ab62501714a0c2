import type { TopicDescription } from '@longshore/kafka';
import type { TopicDetail, TopicSummary } from '@longshore/schemas';
import { notFound } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from './kafka-problem.ts';
import { isInternalTopic } from './refuse-management-topic.ts';

function summaryOf(topic: TopicDescription, topicPrefix: string): TopicSummary {
  return {
    name: topic.name,
    partitions: topic.partitions.length,
    replication: topic.partitions[0]?.replicas ?? 0,
    records: topic.partitions.reduce((sum, { start, end }) => sum + Number(end - start), 0),
    internal: isInternalTopic(topic.name, topicPrefix),
  };
}

/** All topics, users' own first, in the order of their names. */
export async function listTopics(ctx: ServiceContext): Promise<{ items: TopicSummary[]; next: string | null }> {
  requirePermission(ctx, 'topics:read');
  const topics = await withKafkaProblems(async () => (await ctx.bus.admin()).describeAllTopics());
  const items = topics
    .map((topic) => summaryOf(topic, ctx.topicPrefix))
    .sort((a, b) => Number(a.internal) - Number(b.internal) || a.name.localeCompare(b.name, 'en'));
  return { items, next: null };
}

/** @throws ProblemError 404 when Kafka has no such topic */
export async function describeTopic(ctx: ServiceContext, name: string): Promise<TopicDescription> {
  const [topic] = await withKafkaProblems(async () => {
    const admin = await ctx.bus.admin();
    // Asking for one that is missing could be an error: look whether it is there first.
    return (await admin.listTopics()).includes(name) ? admin.describeTopics([name]) : [];
  });
  if (topic === undefined) {
    throw notFound(`Kafka has no topic ${name}.`, 'List the topics there are with GET /api/v1/topics.');
  }
  return topic;
}

/** @throws ProblemError 404 */
export async function getTopic(ctx: ServiceContext, name: string): Promise<TopicDetail> {
  requirePermission(ctx, 'topics:read');
  const topic = await describeTopic(ctx, name);
  return {
    ...summaryOf(topic, ctx.topicPrefix),
    partitionOffsets: topic.partitions.map(({ partition, start, end, leader }) => ({
      partition,
      start: Number(start),
      end: Number(end),
      leader,
    })),
  };
}
