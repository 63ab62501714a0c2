import { sortOutputDefinition } from '@longshore/kafka';
import { invalidRequest, type ProblemError } from '../../http/problem-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from '../topic/kafka-problem.ts';
import { refuseManagementTopic } from '../topic/refuse-management-topic.ts';

const PATH = 'output.topic';

const WANTED_BY = `
SELECT name FROM sort
WHERE state IN ('AWAITING_INPUT', 'QUEUED', 'RUNNING') AND spec->'output'->>'topic' = $1 ORDER BY id LIMIT 1`;

function refused(message: string): ProblemError {
  return invalidRequest([{ path: PATH, message }]);
}

/**
 * Refuses a topic that cannot take the result of a sort: it has to be nobody's yet, so that its records are the result
 * and nothing else, in one partition.
 *
 * @throws ProblemError 403, 422 naming the field, 503 when Kafka is away
 */
export async function refuseOutputTopic(ctx: ServiceContext, topic: string): Promise<void> {
  requirePermission(ctx, 'topics:write');
  refuseManagementTopic(topic, ctx.topicPrefix, PATH);
  const { rows } = await ctx.pool.query<{ name: string }>(WANTED_BY, [topic]);
  const [other] = rows;
  if (other !== undefined) throw refused(`${other.name} is to write its result there: name another`);
  const found = await withKafkaProblems(async () => {
    const admin = await ctx.bus.admin();
    return (await admin.listTopics()).includes(topic) ? (await admin.describeTopics([topic])).at(0) : undefined;
  });
  if (found === undefined) return;
  if (found.partitions.length !== 1) {
    throw refused(
      `${topic} has ${found.partitions.length} partitions, between which there is no order: name one with 1`,
    );
  }
  const records = found.partitions.reduce((sum, { start, end }) => sum + Number(end - start), 0);
  if (records > 0) throw refused(`${topic} has records already: name one that has none, or that is not there`);
}

/**
 * Makes the topic, unless it is there.
 *
 * @throws ProblemError 422 when Kafka would not have it, 503 when it is away
 */
export async function makeOutputTopic(ctx: ServiceContext, topic: string): Promise<void> {
  const { name, partitions, replication, config } = sortOutputDefinition(topic, ctx.topicReplication);
  const done = await withKafkaProblems(async () =>
    (await ctx.bus.admin()).ensureTopic({ name, partitions, replication, config }),
  );
  if (done !== 'created') return;
  await writeAudit(ctx.pool, ctx, { action: 'TopicCreated', subjectType: 'topic', subjectId: topic });
}
