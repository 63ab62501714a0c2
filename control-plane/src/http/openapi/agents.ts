import {
  agentDetailSchema,
  agentSummarySchema,
  drainAgentBody,
  listAgentsQuery,
  pageOf,
  patchAgentBody,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

/** Agents. */
export const AGENTS_PATHS: ZodOpenApiPathsObject = {
  '/agents': {
    get: operation({
      id: 'listAgents',
      permission: 'agents:read',
      summary: 'Agents by id',
      tag: 'agents',
      query: listAgentsQuery,
      answer: pageOf(agentSummarySchema),
      refusals: [422, 503],
    }),
  },
  '/agents/{id}': {
    get: operation({
      id: 'getAgent',
      permission: 'agents:read',
      summary: 'An agent with its containers, checks and the last hour of what it used',
      tag: 'agents',
      path: ['id'],
      answer: agentDetailSchema,
      refusals: [404, 503],
    }),
    patch: operation({
      id: 'changeAgent',
      permission: 'agents:write',
      summary: 'Cordon or open it, set labels over its own',
      tag: 'agents',
      path: ['id'],
      body: patchAgentBody,
      example: { cordoned: true, labels: { zone: 'eu', spot: null } },
      answer: agentDetailSchema,
      refusals: [403, 404, 422, 503],
    }),
  },
  '/agents/{id}/drain': {
    post: operation({
      id: 'drainAgent',
      permission: 'agents:write',
      summary: 'Empty it: what has not started goes elsewhere, what runs is waited for until the deadline',
      tag: 'agents',
      path: ['id'],
      body: drainAgentBody,
      example: { deadlineMs: 600_000, whenDeadline: 'stop' },
      status: 202,
      answer: agentDetailSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
  '/agents/{id}/confirm-dead': {
    post: operation({
      id: 'confirmAgentDead',
      permission: 'agents:write',
      summary: 'Say that a silent agent’s host is dead, so that attempts waiting for it are replaced',
      tag: 'agents',
      path: ['id'],
      status: 202,
      answer: z.object({ id: z.string() }),
      refusals: [403, 404, 409, 503],
    }),
  },
};
