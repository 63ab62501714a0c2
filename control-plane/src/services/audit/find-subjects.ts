import type { AuditEntry, AuditRecord } from '@longshore/schemas';
import type pg from 'pg';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const FIND = `
SELECT 'job' AS type, id::text AS id, name, id::text AS "jobId" FROM job WHERE id = ANY($1::uuid[])
UNION ALL
SELECT 'attempt', t.id::text, j.name, j.id::text FROM attempt t JOIN job j ON j.id = t.job_id WHERE t.id = ANY($2::uuid[])
UNION ALL
SELECT 'schedule', id::text, name, NULL FROM schedule WHERE id = ANY($3::uuid[])
UNION ALL
SELECT 'template', id::text, name, NULL FROM job_template WHERE id = ANY($4::uuid[])
UNION ALL
SELECT 'agent', id, id, NULL FROM agent WHERE id = ANY($5::text[])
UNION ALL
SELECT 'webhook', id::text, name, NULL FROM webhook WHERE id = ANY($6::uuid[])
UNION ALL
SELECT 'sort', id::text, name, NULL FROM sort WHERE id = ANY($7::uuid[])`;

interface Found {
  type: string;
  id: string;
  name: string;
  jobId: string | null;
}

/** Adds what has become of the subjects: their names of now, where they still are. */
export async function findSubjects(pool: pg.Pool, records: readonly AuditRecord[]): Promise<AuditEntry[]> {
  const idsOf = (type: string): string[] => [
    ...new Set(records.filter(({ subjectType }) => subjectType === type).map(({ subjectId }) => subjectId)),
  ];
  const uuidsOf = (type: string): string[] => idsOf(type).filter((id) => UUID.test(id));
  const { rows } = await pool.query<Found>(FIND, [
    uuidsOf('job'),
    uuidsOf('attempt'),
    uuidsOf('schedule'),
    uuidsOf('template'),
    idsOf('agent'),
    uuidsOf('webhook'),
    uuidsOf('sort'),
  ]);
  const found = new Map(rows.map(({ type, id, name, jobId }) => [`${type} ${id}`, { name, jobId }]));
  return records.map((record) => ({ ...record, now: found.get(`${record.subjectType} ${record.subjectId}`) ?? null }));
}
