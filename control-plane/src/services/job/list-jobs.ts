import type { JobSummary, listJobsQuery } from '@longshore/schemas';
import type { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { ServiceContext } from '../service-context.ts';
import { readSummaries } from './read-summaries.ts';

/** Collects conditions with their parameters. */
class Conditions {
  readonly values: unknown[] = [];
  readonly #parts: string[] = [];

  /** @param build - makes the condition from the parameter's place, such as `$3` */
  add(value: unknown, build: (place: string) => string): void {
    this.values.push(value);
    this.#parts.push(build(`$${this.values.length}`));
  }

  toSql(): string {
    return this.#parts.length === 0 ? '' : `WHERE ${this.#parts.join(' AND ')}`;
  }
}

const STATE = `CASE WHEN j.stop_wanted AND j.ended_at IS NULL THEN 'STOPPING' ELSE j.state END`;

/** Takes away what LIKE would read as a pattern. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** Jobs, the newest first. */
export async function listJobs(
  ctx: ServiceContext,
  query: z.output<typeof listJobsQuery>,
): Promise<{ items: JobSummary[]; next: string | null }> {
  const where = new Conditions();
  const after = decodeCursor(query.cursor, 1);
  if (after !== null) where.add(after[0], (at) => `j.id < ${at}::uuid`);
  if (query.state !== undefined) where.add(query.state, (at) => `${STATE} = ANY(${at}::text[])`);
  if (query.kind !== undefined) where.add(query.kind, (at) => `j.kind = ${at}`);
  if (query.topic !== undefined) where.add(query.topic, (at) => `j.topic = ${at}`);
  if (query.agent !== undefined) {
    where.add(query.agent, (at) => `EXISTS (SELECT FROM attempt f WHERE f.job_id = j.id AND f.agent_id = ${at})`);
  }
  if (query.schedule !== undefined) {
    where.add(query.schedule, (at) => `(s.name = ${at} OR s.id::text = lower(${at}))`);
  }
  if (query.q !== undefined && query.q.trim() !== '') {
    const words = literal(query.q.trim());
    where.add(words, (at) => `(j.name ILIKE '%' || ${at} || '%' OR j.id::text LIKE lower(${at}) || '%')`);
  }
  const items = await readSummaries(
    ctx.pool,
    `${where.toSql()} ORDER BY j.id DESC LIMIT ${query.limit + 1}`,
    where.values,
  );
  const page = items.slice(0, query.limit);
  const last = page.at(-1);
  return { items: page, next: items.length > page.length && last !== undefined ? encodeCursor([last.id]) : null };
}
