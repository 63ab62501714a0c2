import { type AuditFilter, readMoment } from '@longshore/schemas';
import { Conditions } from '../job/job-conditions.ts';

/** Takes away what LIKE would read as a pattern. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/**
 * What a filter says of `audit a`.
 *
 * @param nowMs - the database's clock: what "24 h ago" counts from, the same for all pages of an export
 */
export function auditConditions(filter: AuditFilter, nowMs: number): Conditions {
  const where = new Conditions();
  const momentOf = (text: string): Date => {
    const moment = readMoment(text);
    if (moment === null) throw new Error(`not a moment, and not refused: ${text}`);
    return 'at' in moment ? moment.at : new Date(Math.max(0, nowMs - moment.agoMs));
  };
  if (filter.action !== undefined) where.add(filter.action, (at) => `a.action = ANY(${at}::text[])`);
  if (filter.actor !== undefined) where.add(filter.actor, (at) => `a.actor = ${at}`);
  if (filter.subjectType !== undefined) where.add(filter.subjectType, (at) => `a.subject_type = ${at}`);
  if (filter.subject !== undefined) where.add(filter.subject, (at) => `a.subject_id = ${at}`);
  if (filter.since !== undefined) where.add(momentOf(filter.since), (at) => `a.at >= ${at}`);
  if (filter.until !== undefined) where.add(momentOf(filter.until), (at) => `a.at < ${at}`);
  if (filter.q !== undefined && filter.q.trim() !== '') {
    where.add(
      `%${literal(filter.q.trim())}%`,
      (at) => `concat_ws(' ', a.actor, a.subject_type, a.subject_id, a.origin, a.detail::text) ILIKE ${at}`,
    );
  }
  return where;
}
