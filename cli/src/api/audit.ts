import { type ApiQuery, type AuditEntry, auditEntrySchema, pageOf } from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

/** What entries are narrowed by. */
export type AuditQuery = Omit<ApiQuery<'GET /audit'>, 'limit' | 'cursor'>;

const auditPage = pageOf(auditEntrySchema);

export function listAudit(api: ApiClient, query: ApiQuery<'GET /audit'>): Promise<Page<AuditEntry>> {
  return api.ask('GET /audit', { query, answer: auditPage });
}

/** Everything that fits, in pieces as they come. */
export function exportAudit(
  api: ApiClient,
  query: ApiQuery<'GET /audit/export'>,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  return api.readText('GET /audit/export', query, signal);
}
