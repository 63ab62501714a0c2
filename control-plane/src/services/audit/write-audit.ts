import type { AuditAction, AuditSubjectType } from '@longshore/schemas';
import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';
import type { ServiceContext } from '../service-context.ts';

/** What was done to what; who did it, and from where, is known from the request. */
export interface NewAuditEntry {
  action: AuditAction;
  subjectType: AuditSubjectType;
  subjectId: string;
  /** What else is to be known of it in a year, when its subject may be gone. Nothing secret. */
  detail?: Record<string, unknown>;
}

const INSERT = `
INSERT INTO audit (actor, action, subject_type, subject_id, detail, origin) VALUES ($1, $2, $3, $4, $5::jsonb, $6)`;

/**
 * Writes one entry of the audit log.
 *
 * @param client - in the transaction of what it tells, so that neither is there without the other
 */
export async function writeAudit(
  client: Pick<pg.ClientBase, 'query'>,
  { actor, origin }: Pick<ServiceContext, 'actor' | 'origin'>,
  { action, subjectType, subjectId, detail = {} }: NewAuditEntry,
): Promise<void> {
  await client.query(INSERT, [actor, action, subjectType, subjectId, toJson(detail), origin]);
}
