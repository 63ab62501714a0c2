import {
  type AgentDetail,
  type AgentSummary,
  type ApiQuery,
  agentDetailSchema,
  agentSummarySchema,
  type DrainAgentBody,
  type PatchAgentBody,
  pageOf,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const confirmedSchema = z.object({ id: z.string() });
const agentPage = pageOf(agentSummarySchema);

export function listAgents(api: ApiClient, query: ApiQuery<'GET /agents'> = {}): Promise<Page<AgentSummary>> {
  return api.ask('GET /agents', { query, answer: agentPage });
}

export function getAgent(api: ApiClient, id: string): Promise<AgentDetail> {
  return api.ask('GET /agents/{id}', { path: { id }, answer: agentDetailSchema });
}

export function changeAgent(api: ApiClient, id: string, change: PatchAgentBody): Promise<AgentDetail> {
  return api.ask('PATCH /agents/{id}', {
    path: { id },
    body: change,
    answer: agentDetailSchema,
  });
}

export async function confirmAgentDead(api: ApiClient, id: string): Promise<void> {
  await api.ask('POST /agents/{id}/confirm-dead', { path: { id }, answer: confirmedSchema });
}

export function drainAgent(api: ApiClient, id: string, wish: DrainAgentBody): Promise<AgentDetail> {
  return api.ask('POST /agents/{id}/drain', {
    path: { id },
    body: wish,
    answer: agentDetailSchema,
  });
}
