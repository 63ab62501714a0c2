import { type JobFilter, readMoment } from '@longshore/schemas';

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

/** Longer ago than there can be jobs, and still a time that PostgreSQL can tell. */
const LONG_AGO_MS = 100 * 365 * 86_400_000;

function endedSince(text: string, where: Conditions): void {
  const moment = readMoment(text);
  if (moment === null) throw new Error(`not a moment, and not refused: ${text}`);
  if ('at' in moment) where.add(moment.at, (at) => `j.ended_at >= ${at}`);
  else {
    where.add(
      Math.min(moment.agoMs, LONG_AGO_MS),
      (at) => `j.ended_at >= now() - ${at}::float8 * interval '1 millisecond'`,
    );
  }
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
  if (filter.endedSince !== undefined) endedSince(filter.endedSince, where);
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const words = literal(filter.q.trim());
    where.add(words, (at) => `(j.name ILIKE '%' || ${at} || '%' OR j.id::text LIKE lower(${at}) || '%')`);
  }
  return where;
}
