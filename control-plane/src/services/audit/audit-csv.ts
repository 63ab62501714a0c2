import { type AuditRecord, auditActionView } from '@longshore/schemas';

const COLUMNS: readonly (readonly [string, (record: AuditRecord) => string])[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['actor', ({ actor }) => actor],
  ['action', ({ action }) => action],
  ['what', ({ action }) => auditActionView(action).word],
  ['subject_type', ({ subjectType }) => subjectType],
  ['subject_id', ({ subjectId }) => subjectId],
  ['subject_name', ({ detail }) => (typeof detail.name === 'string' ? detail.name : '')],
  ['origin', ({ origin }) => origin ?? ''],
  ['detail', ({ detail }) => JSON.stringify(detail)],
];

/**
 * A field of CSV (RFC 4180), always in quotes. What a spreadsheet would take for a formula gets an apostrophe before it, by
 * which spreadsheets know text (https://owasp.org/www-community/attacks/CSV_Injection); so a name such as `=1+1` is not
 * exact here: it is in the other format.
 */
function field(text: string): string {
  const safe = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function line(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\r\n`;
}

/** The first line: what the columns are called. */
export const AUDIT_CSV_HEADER = line(COLUMNS.map(([name]) => name));

/** One entry as a line of CSV. */
export function auditCsvLine(record: AuditRecord): string {
  return line(COLUMNS.map(([, text]) => text(record)));
}
