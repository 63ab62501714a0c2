import { type JobTemplate, type JobTemplateSummary, kindMeantBy } from '@longshore/schemas';
import type pg from 'pg';

interface SummaryRow {
  id: string;
  name: string;
  description: string;
  kind: string | null;
  image: string | null;
  topic: string | null;
  generates: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** What a list shows is taken out of the spec where that is: a spec may be as large as a request. */
const SUMMARY = `
t.id, t.name, t.description, t.spec ->> 'kind' AS kind, t.spec ->> 'image' AS image, t.spec ->> 'topic' AS topic,
t.spec -> 'generator' IS NOT NULL AS generates, t.created_at AS "createdAt", t.updated_at AS "updatedAt"`;

function summaryOf(row: SummaryRow): JobTemplateSummary {
  const { id, name, description, image, topic, generates } = row;
  const meant = {
    ...(image === null ? {} : { image }),
    ...(topic === null ? {} : { topic }),
    ...(generates ? { generator: {} } : {}),
  };
  return {
    id,
    name,
    description,
    kind: row.kind ?? kindMeantBy(meant),
    image,
    topic,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/**
 * Reads summaries of templates.
 *
 * @param rest - what comes after FROM: conditions on `t`, order and limit, with parameters from $1
 */
export async function readTemplates(pool: pg.Pool, rest: string, values: unknown[]): Promise<JobTemplateSummary[]> {
  const { rows } = await pool.query<SummaryRow>(`SELECT ${SUMMARY} FROM job_template t ${rest}`, values);
  return rows.map(summaryOf);
}

/** One template with its spec as it was given; null when there is none. */
export async function readTemplate(pool: pg.Pool, id: string): Promise<JobTemplate | null> {
  const { rows } = await pool.query<SummaryRow & Pick<JobTemplate, 'spec'>>(
    `SELECT ${SUMMARY}, t.spec FROM job_template t WHERE t.id = $1`,
    [id],
  );
  const [row] = rows;
  return row === undefined ? null : { ...summaryOf(row), spec: row.spec };
}
