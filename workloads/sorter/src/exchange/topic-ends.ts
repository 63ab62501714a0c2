import type { TopicAdmin } from '@longshore/kafka';
import { type RetryOptions, withKafkaRetry } from '../kafka-retry.ts';

/** For each partition of a topic the offset that the next record gets: none written from now on is before it. */
export async function topicEnds(admin: TopicAdmin, topic: string, retry: RetryOptions): Promise<string[]> {
  return withKafkaRetry(`asking for the ends of ${topic}`, retry, async () => {
    const [described] = await admin.describeTopics([topic]);
    const ends = (described?.partitions ?? []).toSorted((a, b) => a.partition - b.partition);
    return ends.map(({ end }) => String(end));
  });
}
