import { createKafkaBus } from '@longshore/kafka';

/** Reads a topic from its beginning to its end, as any consumer could, and counts what is in it. */
export async function countRecords(
  bootstrapServers: string,
  topic: string,
): Promise<{ records: number; keys: number }> {
  const bus = createKafkaBus({ bootstrapServers: bootstrapServers.split(','), clientId: 'longshore-test' });
  try {
    const admin = await bus.admin();
    const [described] = await admin.describeTopics([topic]);
    if (described === undefined) throw new Error(`There is no topic ${topic}`);
    const records = await bus.read({
      topic,
      from: new Map(described.partitions.map(({ partition, start }) => [partition, start])),
      limit: 100_000,
      deadlineMs: 30_000,
    });
    return { records: records.length, keys: new Set(records.map(({ key }) => key)).size };
  } finally {
    await bus.close();
  }
}
