import { produceMessagesBody } from '@longshore/schemas';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { withKafkaProblems } from './kafka-problem.ts';
import { describeTopic } from './read-topics.ts';
import { refuseManagementTopic } from './refuse-management-topic.ts';

/**
 * Writes records to a topic; answers when the brokers have them.
 *
 * @throws ProblemError 404, 422 or 503
 */
export async function produceMessages(ctx: ServiceContext, name: string, body: unknown): Promise<{ produced: number }> {
  requirePermission(ctx, 'topics:write');
  const { messages } = validate(produceMessagesBody, body);
  refuseManagementTopic(name, ctx.topicPrefix, 'name');
  await describeTopic(ctx, name);
  await withKafkaProblems(async () => {
    const producer = await ctx.bus.producer({ clientId: 'longshore-web' });
    try {
      await producer.send(
        messages.map(({ key, value, headers }) => ({ topic: name, key, value: Buffer.from(value), headers })),
      );
    } finally {
      await producer.close();
    }
  });
  const detail = { count: messages.length };
  await writeAudit(ctx.pool, ctx, { action: 'MessagesProduced', subjectType: 'topic', subjectId: name, detail });
  return { produced: messages.length };
}
