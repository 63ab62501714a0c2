import type { AuditEntry, AuditRecord } from '../api/audit.ts';

/** What an entry of the audit log is about is called: its name of now, else of then, else its id. */
export function auditSubjectName({ now, detail, subjectId }: Pick<AuditEntry, 'now' | 'detail' | 'subjectId'>): string {
  if (now != null) return now.name;
  return typeof detail.name === 'string' && detail.name !== '' ? detail.name : subjectId;
}

/** The detail of an entry as names and values: what is nested has its way there as its name, such as `change.zone`. */
export function auditFacts(detail: AuditRecord['detail'], above = ''): [name: string, value: string][] {
  return Object.entries(detail).flatMap(([key, value]): [string, string][] => {
    const name = `${above}${key}`;
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
      return auditFacts(value as Record<string, unknown>, `${name}.`);
    }
    return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
  });
}
