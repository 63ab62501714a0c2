import {
  type AgentDetail,
  type AgentSummary,
  agentDetailSchema,
  agentSummarySchema,
  type DrainAgentBody,
  type PatchAgentBody,
  pageOf,
} from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const agentPage = pageOf(agentSummarySchema);

export function listAgents(
  api: ApiClient,
  query: { state?: readonly string[] | undefined; limit?: number; cursor?: string | undefined } = {},
): Promise<Page<AgentSummary>> {
  return api.ask({ path: '/agents', query: { ...query }, answer: agentPage });
}

export function getAgent(api: ApiClient, id: string): Promise<AgentDetail> {
  return api.ask({ path: `/agents/${encodeURIComponent(id)}`, answer: agentDetailSchema });
}

export function changeAgent(api: ApiClient, id: string, change: PatchAgentBody): Promise<AgentDetail> {
  return api.ask({
    method: 'PATCH',
    path: `/agents/${encodeURIComponent(id)}`,
    body: change,
    answer: agentDetailSchema,
  });
}

export function drainAgent(api: ApiClient, id: string, wish: DrainAgentBody): Promise<AgentDetail> {
  return api.ask({
    method: 'POST',
    path: `/agents/${encodeURIComponent(id)}/drain`,
    body: wish,
    answer: agentDetailSchema,
  });
}
