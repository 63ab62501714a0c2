import { type Bus, isBusError, sortTopics } from '@longshore/kafka';
import { sortPlanSchema } from '@longshore/schemas/sort';
import type pg from 'pg';
import type { Logger } from 'pino';
import { notifyStatement } from '../../database/channels.ts';
import { toJson } from '../../database/to-json.ts';
import { decideSortRow, type JobStanding, type SortRowChange } from '../../sorts/decide/decide-sort-row.ts';
import { SortFollower } from './sort-follower.ts';

/** Sorts that are followed at once; the others' turn comes when one ends. */
const FOLLOWED_MAX = 100;
/** The topics of a sort that failed are kept so long, for whoever wants to know why. */
const FAILED_KEPT = '1 hour';

const OPEN = `
SELECT s.id, s.plan, j.id AS "jobId", j.state AS "jobState", coalesce(j.reason, f.reason) AS "jobReason",
  f."isStuck" IS TRUE AS "isStuck"
FROM sort s LEFT JOIN job j ON j.id = s.job_id
LEFT JOIN LATERAL (
  SELECT true AS "isStuck", (SELECT a.reason FROM attempt a WHERE a.task_id = t.id ORDER BY a.number DESC LIMIT 1) AS reason
  FROM task t
  WHERE t.job_id = j.id AND j.ended_at IS NULL AND t.state = 'FAILED' AND (t.index = 0 OR NOT EXISTS (
    SELECT FROM task o WHERE o.job_id = j.id AND o.index > 0 AND o.state <> 'FAILED'))
  ORDER BY t.index LIMIT 1) f ON true
WHERE s.state IN ('QUEUED', 'RUNNING') ORDER BY s.id LIMIT ${FOLLOWED_MAX}`;

// Only what has not ended is changed: an end is an end.
const UPDATE = `
UPDATE sort SET state = $2, reason = $3::jsonb, report = $4::jsonb, result = $5::jsonb,
  count = coalesce($6, count), sorted_count = $7,
  started_at = CASE WHEN $2 = 'QUEUED' THEN started_at ELSE coalesce(started_at, now()) END,
  ended_at = CASE WHEN $8 THEN now() END,
  result_until = CASE WHEN NOT $8 THEN NULL WHEN $2 = 'SUCCEEDED' THEN now() + (spec->>'keepDays')::int * interval '1 day'
                      ELSE now() + interval '${FAILED_KEPT}' END
WHERE id = $1 AND state IN ('QUEUED', 'RUNNING')`;

const FAIL = `
UPDATE sort SET state = 'FAILED', reason = $2::jsonb, ended_at = now(), result_until = now()
WHERE id = $1 AND state IN ('QUEUED', 'RUNNING')`;

// What is left of a job that cannot go on is not left waiting.
const STOP_JOB = `
UPDATE job SET stop_wanted = true, stop_requested_at = now() WHERE id = $1 AND ended_at IS NULL AND NOT stop_wanted`;

interface OpenRow {
  id: string;
  plan: unknown;
  jobId: string | null;
  isStuck: boolean;
  jobState: JobStanding['state'] | null;
  jobReason: JobStanding['reason'];
}

export interface SortKeeperOptions {
  pool: pg.Pool;
  bus: Bus;
  topicPrefix: string;
  log: Logger;
}

/** Begins the control logs of sorts, follows them, and keeps what they come to where pages and the API read it. */
export class SortKeeper {
  readonly #options: SortKeeperOptions;
  readonly #followers = new Map<string, SortFollower>();
  /** What was last written of each. */
  readonly #written = new Map<string, string>();

  constructor(options: SortKeeperOptions) {
    this.#options = options;
  }

  async look(): Promise<null> {
    const { rows } = await this.#options.pool.query<OpenRow>(OPEN);
    const open = new Set(rows.map(({ id }) => id));
    for (const id of this.#followers.keys()) if (!open.has(id)) await this.#forget(id);
    for (const row of rows) {
      try {
        await this.#follow(row);
      } catch (error) {
        // One whose topics are gone must not hold up the others.
        if (!isBusError(error)) throw error;
        await this.#troubled(row, error.code, error.message);
      }
    }
    return null;
  }

  async stop(): Promise<void> {
    for (const id of this.#followers.keys()) await this.#forget(id);
  }

  async #follow(row: OpenRow): Promise<void> {
    const { bus, topicPrefix } = this.#options;
    const follower = this.#followers.get(row.id) ?? new SortFollower(bus, row.id, topicPrefix);
    this.#followers.set(row.id, follower);
    let state = await follower.read();
    if (state.plan === null) {
      const plan = sortPlanSchema.safeParse(row.plan);
      if (!plan.success) return this.#fail(row.id, 'PLAN_UNREADABLE', 'What was kept of it cannot be read.');
      await follower.ask(plan.data);
      state = await follower.read();
    }
    const job = row.jobState === null ? null : { state: row.jobState, reason: row.jobReason, isStuck: row.isStuck };
    await this.#write(row.id, decideSortRow(state, job));
    if (!row.isStuck || state.ended !== null) return;
    await this.#options.pool.query(STOP_JOB, [row.jobId]);
    await this.#options.pool.query(notifyStatement(['work', 'jobs']));
  }

  async #write(id: string, { state, reason, report, result }: SortRowChange): Promise<void> {
    const values = [
      id,
      state,
      reason === null ? null : toJson(reason),
      toJson(report),
      result === null ? null : toJson(result),
      report.count,
      report.sortedCount,
      state === 'SUCCEEDED' || state === 'FAILED' || state === 'STOPPED',
    ];
    const text = JSON.stringify(values);
    if (this.#written.get(id) === text) return;
    await this.#options.pool.query(UPDATE, values);
    await this.#options.pool.query(notifyStatement(['jobs']));
    this.#written.set(id, text);
  }

  /** The log cannot be read now, or never again. */
  async #troubled({ id }: OpenRow, code: string, message: string): Promise<void> {
    this.#options.log.warn({ sort: id, code }, 'the control log of a sort cannot be read');
    await this.#forget(id);
    // Brokers that have just changed may not know of a topic for a moment: the list of all says whether it is gone.
    if (code !== 'TOPIC_NOT_FOUND' || (await this.#hasControlTopic(id))) return;
    await this.#fail(id, 'TOPIC_DELETED', `Its control topic is gone: ${message}`);
  }

  async #hasControlTopic(id: string): Promise<boolean> {
    const { bus, topicPrefix } = this.#options;
    const admin = await bus.admin();
    return (await admin.listTopics()).includes(sortTopics(id, topicPrefix).control);
  }

  async #fail(id: string, code: string, message: string): Promise<void> {
    await this.#options.pool.query(FAIL, [id, toJson({ code, message })]);
    await this.#options.pool.query(notifyStatement(['jobs']));
  }

  async #forget(id: string): Promise<void> {
    await this.#followers.get(id)?.close();
    this.#followers.delete(id);
    this.#written.delete(id);
  }
}
