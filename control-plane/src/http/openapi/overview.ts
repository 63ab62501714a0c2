import { installationSchema, overviewSchema } from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, permitted, problems } from './operation.ts';

/** What is about the whole: how an agent joins, the picture at a glance, the stream of hints. */
export const OVERVIEW_PATHS: ZodOpenApiPathsObject = {
  '/installation': {
    get: operation({
      id: 'getInstallation',
      permission: 'agents:read',
      summary: 'What an agent needs to join: addresses of Kafka and of the schema registry',
      tag: 'agents',
      answer: installationSchema,
      refusals: [],
    }),
  },
  '/overview': {
    get: operation({
      id: 'getOverview',
      permission: 'jobs:read',
      summary: 'Everything at a glance',
      tag: 'overview',
      answer: overviewSchema,
      refusals: [503],
    }),
  },
  '/events': {
    get: {
      operationId: 'streamEvents',
      ...permitted('signed-in'),
      summary: 'Server-sent events: hints to look again',
      tags: ['overview'],
      responses: {
        200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } },
        ...problems([401, 403, 429]),
      },
    },
  },
};
