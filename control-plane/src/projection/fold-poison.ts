import type { BusRecord } from '@longshore/kafka';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import { endAttempts } from './end-attempts.ts';
import { readAttempts } from './read-attempts.ts';

/**
 * Records that can never be read: each is told in the audit log once, and the attempt that its headers name fails. Its
 * container may run, so it is stopped, and its room stays taken until its agent's inventory shows that it is not.
 */
export async function foldPoison(
  decision: Decision,
  poisoned: ReadonlyArray<{ record: BusRecord; reason: string }>,
): Promise<void> {
  if (poisoned.length === 0) return;
  for (const { record, reason } of poisoned) {
    decision.audit.push({
      actor: record.headers.agentId === undefined ? 'unknown' : `agent:${record.headers.agentId}`,
      action: 'RecordUndecodable',
      subjectType: 'topic',
      subjectId: record.topic,
      detail: {
        reason,
        partition: record.partition,
        offset: record.offset.toString(),
        key: record.key,
        headers: record.headers,
      },
      uniqueKey: `dlq:${record.topic}:${record.partition}:${record.offset}`,
    });
  }
  const named = poisoned.filter(({ record }) => record.headers.attemptId !== undefined);
  const attempts = await readAttempts(
    decision.client,
    named.map(({ record }) => record.headers.attemptId ?? ''),
  );
  await endAttempts(
    decision,
    named.flatMap(({ record, reason }) => {
      const attempt = attempts.get(record.headers.attemptId ?? '');
      // Only its own agent can fail it.
      if (attempt === undefined || attempt.agentId !== record.headers.agentId) return [];
      return [
        {
          attemptId: attempt.id,
          observed: 'FAILED' as const,
          reason: {
            code: 'UNKNOWN' as const,
            message: `${record.topic} holds a record of it that cannot be read: ${reason}`,
            retryable: false,
          },
          containerMayRun: true,
        },
      ];
    }),
  );
}
