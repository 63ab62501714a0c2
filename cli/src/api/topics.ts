import {
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

export interface MessagesQuery {
  from?: 'beginning' | 'end' | undefined;
  partition?: number | undefined;
  limit?: number;
  cursor?: string | undefined;
}

export interface OutgoingMessage {
  key: string | null;
  value: string;
  headers: Record<string, string>;
}

export function listTopics(api: ApiClient): Promise<Page<TopicSummary>> {
  return api.ask({ path: '/topics', answer: topicPage, deadlineMs: BROKER_DEADLINE_MS });
}

export function getTopic(api: ApiClient, name: string): Promise<TopicDetail> {
  return api.ask({
    path: `/topics/${encodeURIComponent(name)}`,
    answer: topicDetailSchema,
    deadlineMs: BROKER_DEADLINE_MS,
  });
}

export function createTopic(
  api: ApiClient,
  topic: { name: string; partitions: number | undefined; replication: number | undefined },
): Promise<TopicDetail> {
  return api.ask({
    method: 'POST',
    path: '/topics',
    body: topic,
    answer: topicDetailSchema,
    idempotencyKey: newId(),
    deadlineMs: BROKER_DEADLINE_MS,
  });
}

export function topicMessages(
  api: ApiClient,
  name: string,
  query: MessagesQuery,
  signal?: AbortSignal,
): Promise<Page<TopicMessage>> {
  return api.ask({
    path: `/topics/${encodeURIComponent(name)}/messages`,
    query: { ...query },
    answer: messagePage,
    deadlineMs: BROKER_DEADLINE_MS,
    signal,
  });
}

export async function produceMessages(api: ApiClient, name: string, messages: OutgoingMessage[]): Promise<void> {
  await api.ask({
    method: 'POST',
    path: `/topics/${encodeURIComponent(name)}/messages`,
    body: { messages },
    answer: null,
    idempotencyKey: newId(),
    deadlineMs: BROKER_DEADLINE_MS,
  });
}
