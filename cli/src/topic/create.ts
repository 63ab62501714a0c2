import { plural } from '@longshore/schemas/words';
import { createTopic } from '../api/topics.ts';
import type { Cli } from '../cli.ts';

/** `longshore topic create` */
export async function topicCreate(
  cli: Cli,
  name: string,
  options: { partitions?: number; replication?: number; json?: boolean },
): Promise<void> {
  const { partitions, replication } = options;
  const topic = await createTopic(cli.api, { name, partitions, replication });
  if (options.json) await cli.printJson(topic);
  else await cli.print(`${topic.name} created with ${plural(topic.partitions, 'partition')}\n`);
}
