import { type JobFilter, type JobState, readMoment } from '@longshore/schemas';

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

/** Shown as stopping, whatever else its state is (`stateOfShownJob`). */
const STOPPING = '(j.stop_wanted AND j.ended_at IS NULL)';

/** In words of the columns, so that the index of states finds them. */
function shownAs(states: readonly JobState[], where: Conditions): void {
  where.add(states, (at) =>
    states.includes('STOPPING')
      ? `(j.state = ANY(${at}::text[]) OR ${STOPPING})`
      : `(j.state = ANY(${at}::text[]) AND NOT ${STOPPING})`,
  );
}

const START_OF_ID = /^[\da-f-]+$/i;

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

/** What a filter says of `job j`. */
export function jobConditions(filter: Omit<JobFilter, 'all'>): Conditions {
  const where = new Conditions();
  if (filter.state !== undefined) shownAs(filter.state, where);
  if (filter.kind !== undefined) where.add(filter.kind, (at) => `j.kind = ${at}`);
  if (filter.topic !== undefined) where.add(filter.topic, (at) => `j.topic = ${at}`);
  if (filter.agent !== undefined) {
    where.add(filter.agent, (at) => `EXISTS (SELECT FROM attempt f WHERE f.job_id = j.id AND f.agent_id = ${at})`);
  }
  if (filter.schedule !== undefined) {
    where.add(
      filter.schedule,
      (at) => `j.schedule_id IN (SELECT s.id FROM schedule s WHERE s.name = ${at} OR s.id::text = lower(${at}))`,
    );
  }
  if (filter.endedSince !== undefined) endedSince(filter.endedSince, where);
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const words = filter.q.trim();
    // Half as long as ILIKE, which says the same.
    const named = (at: string) => `strpos(lower(j.name), lower(${at})) > 0`;
    where.add(words, (at) =>
      START_OF_ID.test(words) ? `(${named(at)} OR starts_with(j.id::text, lower(${at})))` : named(at),
    );
  }
  return where;
}
