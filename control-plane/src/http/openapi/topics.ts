import {
  createTopicBody,
  pageOf,
  produceMessagesBody,
  topicDetailSchema,
  topicMessageSchema,
  topicMessagesQuery,
  topicSummarySchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

const groupSchema = z.object({ groupId: z.string(), protocolType: z.string() });

/** Topics with their records, and consumer groups. */
export const TOPICS_PATHS: ZodOpenApiPathsObject = {
  '/topics': {
    get: operation({
      id: 'listTopics',
      permission: 'topics:read',
      summary: 'Topics',
      tag: 'topics',
      answer: pageOf(topicSummarySchema),
      refusals: [503],
    }),
    post: operation({
      id: 'createTopic',
      permission: 'topics:write',
      summary: 'Create a topic',
      tag: 'topics',
      body: createTopicBody,
      example: { name: 'people', partitions: 6 },
      creates: true,
      status: 201,
      answer: topicDetailSchema,
      refusals: [403, 409, 422, 503],
    }),
  },
  '/topics/{name}': {
    get: operation({
      id: 'getTopic',
      permission: 'topics:read',
      summary: 'A topic with its partitions',
      tag: 'topics',
      path: ['name'],
      answer: topicDetailSchema,
      refusals: [404, 503],
    }),
  },
  '/topics/{name}/messages': {
    get: operation({
      id: 'readMessages',
      permission: 'topics:read',
      summary: 'Records of a topic; ask again with `next` to follow',
      tag: 'topics',
      path: ['name'],
      query: topicMessagesQuery,
      answer: pageOf(topicMessageSchema),
      refusals: [404, 422, 503],
    }),
    post: operation({
      id: 'produceMessages',
      permission: 'topics:write',
      summary: 'Write records to a topic',
      tag: 'topics',
      path: ['name'],
      body: produceMessagesBody,
      example: { messages: [{ key: '7', value: '{"name":"Ada"}', headers: { source: 'curl' } }] },
      creates: true,
      status: 201,
      answer: z.object({ produced: z.number().int() }),
      refusals: [403, 404, 422, 503],
    }),
  },
  '/groups': {
    get: operation({
      id: 'listGroups',
      permission: 'topics:read',
      summary: 'Consumer groups',
      tag: 'topics',
      answer: pageOf(groupSchema),
      refusals: [503],
    }),
  },
};
