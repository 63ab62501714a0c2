import { createTopicBody, type TopicDetail, topicSchema } from '@longshore/schemas';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from './kafka-problem.ts';
import { getTopic } from './read-topics.ts';
import { refuseManagementTopic } from './refuse-management-topic.ts';

const bodySchema = createTopicBody.extend({ name: topicSchema });

/**
 * Creates a topic.
 *
 * @throws ProblemError 422 when Kafka would not have its name, 409 when it is there already, 503 when Kafka is away
 */
export async function createTopic(ctx: ServiceContext, body: unknown): Promise<TopicDetail> {
  requirePermission(ctx, 'topics:write');
  const { name, partitions, replication } = validate(bodySchema, body);
  refuseManagementTopic(name, ctx.topicPrefix, 'name');
  await withKafkaProblems(async () => {
    const admin = await ctx.bus.admin();
    if ((await admin.listTopics()).includes(name)) {
      throw conflict(`There is a topic ${name} already.`, 'Choose another name, or use that one.', 'topic_exists');
    }
    await admin.ensureTopic({
      name,
      partitions: partitions ?? ctx.topicPartitions,
      replication: replication ?? ctx.topicReplication,
    });
  });
  await writeAudit(ctx.pool, ctx, { action: 'TopicCreated', subjectType: 'topic', subjectId: name });
  return getTopic(ctx, name);
}
