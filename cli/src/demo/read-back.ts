import type { TopicMessage } from '@longshore/schemas';
import type { ApiClient } from '../api/api-client.ts';
import { MessageFeed } from '../topic/message-feed.ts';

const PAGE = 5_000;

/** What a topic was found to hold. */
export interface ReadBack {
  records: number;
  distinctKeys: number;
  first: TopicMessage[];
}

/** Reads a topic from its beginning to its end. */
export async function readBack(api: ApiClient, topic: string, keepFirst: number): Promise<ReadBack> {
  const feed = new MessageFeed(api, topic, { from: 'beginning', partition: undefined, last: PAGE, pageSize: PAGE });
  const keys = new Set<string | null>();
  const first: TopicMessage[] = [];
  let records = 0;
  for (let messages = await feed.read(); messages.length > 0; messages = await feed.read()) {
    records += messages.length;
    for (const message of messages) keys.add(message.key);
    first.push(...messages.slice(0, Math.max(0, keepFirst - first.length)));
  }
  return { records, distinctKeys: keys.size, first };
}
