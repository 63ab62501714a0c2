import {
  type ApiQuery,
  newId,
  pageOf,
  type TopicDetail,
  type TopicMessage,
  type TopicSummary,
  topicDetailSchema,
  topicMessageSchema,
  topicSummarySchema,
} from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const topicPage = pageOf(topicSummarySchema);
const messagePage = pageOf(topicMessageSchema);
/** Reading a topic asks the broker, which may be slow where the database is not. */
const BROKER_DEADLINE_MS = 30_000;

export interface OutgoingMessage {
  key: string | null;
  value: string;
  headers: Record<string, string>;
}

export function listTopics(api: ApiClient): Promise<Page<TopicSummary>> {
  return api.ask('GET /topics', { answer: topicPage, deadlineMs: BROKER_DEADLINE_MS });
}

export function getTopic(api: ApiClient, name: string): Promise<TopicDetail> {
  return api.ask('GET /topics/{name}', {
    path: { name },
    answer: topicDetailSchema,
    deadlineMs: BROKER_DEADLINE_MS,
  });
}

export function createTopic(
  api: ApiClient,
  topic: { name: string; partitions: number | undefined; replication: number | undefined },
): Promise<TopicDetail> {
  return api.ask('POST /topics', {
    body: topic,
    answer: topicDetailSchema,
    idempotencyKey: newId(),
    deadlineMs: BROKER_DEADLINE_MS,
  });
}

export function topicMessages(
  api: ApiClient,
  name: string,
  query: ApiQuery<'GET /topics/{name}/messages'>,
  signal?: AbortSignal,
): Promise<Page<TopicMessage>> {
  return api.ask('GET /topics/{name}/messages', {
    path: { name },
    query,
    answer: messagePage,
    deadlineMs: BROKER_DEADLINE_MS,
    signal,
  });
}

export async function produceMessages(api: ApiClient, name: string, messages: OutgoingMessage[]): Promise<void> {
  await api.ask('POST /topics/{name}/messages', {
    path: { name },
    body: { messages },
    answer: null,
    idempotencyKey: newId(),
    deadlineMs: BROKER_DEADLINE_MS,
  });
}
