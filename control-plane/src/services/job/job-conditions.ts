import type { JobFilter } from '@longshore/schemas';

/** Collects conditions with their parameters. */
export class Conditions {
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

/** What a filter says of `job j`, with its `schedule s` beside it. */
export function jobConditions(filter: Omit<JobFilter, 'all'>): Conditions {
  const where = new Conditions();
  if (filter.state !== undefined) where.add(filter.state, (at) => `${STATE} = ANY(${at}::text[])`);
  if (filter.kind !== undefined) where.add(filter.kind, (at) => `j.kind = ${at}`);
  if (filter.topic !== undefined) where.add(filter.topic, (at) => `j.topic = ${at}`);
  if (filter.agent !== undefined) {
    where.add(filter.agent, (at) => `EXISTS (SELECT FROM attempt f WHERE f.job_id = j.id AND f.agent_id = ${at})`);
  }
  if (filter.schedule !== undefined) {
    where.add(filter.schedule, (at) => `(s.name = ${at} OR s.id::text = lower(${at}))`);
  }
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const words = literal(filter.q.trim());
    where.add(words, (at) => `(j.name ILIKE '%' || ${at} || '%' OR j.id::text LIKE lower(${at}) || '%')`);
  }
  return where;
}
