import { sortTopicCatalogue } from '@longshore/kafka';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from '../topic/kafka-problem.ts';

/**
 * Makes the topics of a sort; those that are there already stay as they are.
 *
 * @throws ProblemError 503 when Kafka is away
 */
export async function makeSortTopics(ctx: ServiceContext, id: string, partitions: number): Promise<void> {
  const { topicPrefix, topicReplication: replication } = ctx;
  await withKafkaProblems(async () => {
    const admin = await ctx.bus.admin();
    for (const { name, config, ...topic } of sortTopicCatalogue(id, { topicPrefix, replication, partitions })) {
      await admin.ensureTopic({ name, partitions: topic.partitions, replication: topic.replication, config });
    }
  });
}
