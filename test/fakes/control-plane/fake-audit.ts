import type { AuditEntry } from '@longshore/schemas';

/** An entry of the audit log as the control plane shows it. */
export function sampleAuditEntry(over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: '41',
    at: '2026-03-01T12:00:00.000Z',
    actor: 'api',
    action: 'JobStopRequested',
    subjectType: 'job',
    subjectId: '01997f00-0000-7000-8000-000000000001',
    origin: '192.0.2.7 · page',
    detail: { name: 'nightly' },
    now: { name: 'nightly', jobId: '01997f00-0000-7000-8000-000000000001' },
    ...over,
  };
}

/** What the API answers about the audit log: no filter of its own, since commands only hand theirs on. */
export function replyAboutAudit(
  entries: readonly AuditEntry[],
  asked: { method: string; path: string; query: URLSearchParams },
  verb: string,
): { status: number; body: unknown } {
  if (verb === 'export') {
    const lines = entries.map(({ now: _, ...record }) => JSON.stringify(record));
    return { status: 200, body: [...(asked.query.get('format') === 'csv' ? ['"id"'] : []), ...lines, ''].join('\n') };
  }
  if (verb !== '') throw new Error(`the fake control plane does not implement ${asked.method} ${asked.path}`);
  const from = Number(asked.query.get('cursor') ?? 0);
  const end = from + Number(asked.query.get('limit') ?? 50);
  return { status: 200, body: { items: entries.slice(from, end), next: end < entries.length ? String(end) : null } };
}
