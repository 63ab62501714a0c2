import { type AuditEntry, type AuditExportFormat, auditEntrySchema, pageOf } from '@longshore/schemas';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

/** What entries are narrowed by, in the words of the API; whether they are right is for the control plane to say. */
export interface AuditQuery {
  action?: readonly string[] | undefined;
  actor?: string | undefined;
  subjectType?: string | undefined;
  subject?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  q?: string | undefined;
}

const auditPage = pageOf(auditEntrySchema);

export function listAudit(
  api: ApiClient,
  query: AuditQuery & { limit?: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  return api.ask({ path: '/audit', query: { ...query }, answer: auditPage });
}

/** Everything that fits, in pieces as they come. */
export function exportAudit(
  api: ApiClient,
  query: AuditQuery & { format: AuditExportFormat },
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  return api.readText('/audit/export', { ...query }, signal);
}
